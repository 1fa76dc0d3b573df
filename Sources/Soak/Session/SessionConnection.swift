internal import CLinux
internal import Telemetry
internal import Threading

/// A connection to a session, from the side of whoever watches. Confined to one thread at a time.
struct SessionConnection: Sendable {
    /// Bytes of the longest line that a session may send: its past.
    private static let longestLine = 256 << 20

    private let socket: LocalSocket
    private var lines = LineBuffer(longest: longestLine)
    private var outgoing = Outbox()

    /// Connects and says what is wanted.
    init(_ path: String, _ hello: Hello) throws(LocalSocket.Unreached) {
        let socket = try LocalSocket(connectingTo: path)
        guard socket.isOurs else {
            socket.close()
            throw .stranger
        }
        self.socket = socket
        send(.hello(hello))
    }

    /// What has come since the last time; nil when the other end is gone.
    mutating func receive() -> [StreamLine]? {
        let bytes = socket.read()
        lines.append(bytes ?? [])
        var (said, isHeard) = ([StreamLine](), false)
        while let line = lines.next() {
            isHeard = true
            if let meaning = StreamLine(bytes: line) { said.append(meaning) }
        }
        // Also of an end that is gone the last words count.
        return bytes == nil && !isHeard || lines.isFlooded ? nil : said
    }

    /// Writes a line as soon as there is room for it.
    mutating func send(_ line: StreamLine) { outgoing.append(line.bytes) }

    /// Writes what waits to be written; false when the other end is gone.
    mutating func flush() -> Bool { outgoing.flush(to: socket) }

    /// Waits for news, or for a signal.
    func wait(orFor signal: StopSignal) {
        // What could not be written yet is tried again soon.
        let limit: Int64 = outgoing.waiting == 0 ? 60_000_000_000 : 10_000_000
        if clinux_wait_either(socket.descriptor, signal.descriptor, limit) & 2 != 0 {
            signal.wait(nanoseconds: 0)
        }
    }

    /// What the session says of itself first; nil if it does not within a time.
    mutating func summary(within nanoseconds: Int64) -> SessionSummary? {
        let deadline = Uptime.nanoseconds + nanoseconds
        while Uptime.nanoseconds < deadline {
            // Also of an end that is gone the last words count.
            let isThere = flush()
            guard let bytes = socket.read() else { return nil }
            lines.append(bytes)
            guard !lines.isFlooded else { return nil }
            // What follows is for later.
            if let line = lines.next() {
                guard case .session(let summary) = StreamLine(bytes: line) else { return nil }
                return summary
            }
            guard isThere else { return nil }
            _ = clinux_wait_readable(socket.descriptor, deadline - Uptime.nanoseconds, 0)
        }
        return nil
    }

    /// Ends the connection.
    func close() { socket.close() }
}
