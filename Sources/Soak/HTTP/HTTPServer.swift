internal import Threading

/// Who answers requests. Called on the server's thread alone; must not wait for the GIL.
package protocol HTTPService: Sendable {
    /// Called some times a second, whether anybody asks or not.
    mutating func tick()
    /// The answer to a request.
    mutating func answer(_ request: HTTPRequest) -> HTTPResponse
}

/// A small HTTP server, on a thread of its own: one request a connection, nobody is waited for, and everything is bounded.
package final class HTTPServer: Sendable {
    /// Nanoseconds between two ticks.
    private static let period: Int64 = 250_000_000

    /// Where it listens.
    package let address: HTTPAddress
    private let listener: HTTPListener
    private let patience: Int64
    private let stop = StopSignal()
    private let thread = Locked<DedicatedThread?>(nil)

    /// Listens; nobody is answered yet.
    /// - Parameter patience: nanoseconds for a request to come and for an answer to be taken.
    /// - Throws: `HTTPError` when nobody can listen there.
    package init(at address: HTTPAddress, patience: Int64 = 5_000_000_000) throws(HTTPError) {
        self.patience = patience
        listener = try HTTPListener(at: address)
        self.address = listener.address
    }

    /// Begins to answer.
    package func start(_ service: some HTTPService) {
        let thread = DedicatedThread(name: "metrics", stackBytes: 1 << 20) { [self] in
            serve(service)
        }
        self.thread.withLock { $0 = thread }
    }

    /// A script may close every file that it finds open; then the same place is listened at anew.
    private func serve(_ service: some HTTPService) {
        var service = service
        var listener: HTTPListener? = listener
        repeat {
            listener = listener ?? (try? HTTPListener(at: address))  // If not now, then the next time.
            if let present = listener {
                var reception = HTTPReception(present, stop, period: Self.period, patience: patience)
                switch reception.serve(&service) {
                case .stopped:
                    present.close()
                    return
                case .listenerLost: listener = nil
                case .unwatched: break
                }
            }
            service.tick()
        } while !stop.wait(nanoseconds: Self.period)
        listener?.close()
    }

    /// Stops answering; blocks until the answer that is being written is written.
    package func finish() {
        stop.raise()
        let thread = thread.withLock { $0 }
        _ = thread?.join(nanoseconds: 2_000_000_000)
    }
}
