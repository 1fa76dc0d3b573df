internal import CLinux
internal import FlyingSocks
internal import Glibc

/// Why nobody can connect.
package enum HTTPError: Error, Equatable {
    /// Somebody else listens there.
    case inUse(HTTPAddress)
    /// The system does not let this user listen there.
    case notAllowed(HTTPAddress)
    /// This machine has no such address.
    case notHere(HTTPAddress)
    /// It cannot be done, for a reason of the system's.
    case failed(HTTPAddress, String)

    /// One sentence that says what, where and what to do.
    package var summary: String {
        switch self {
        case .inUse(let address): "\(address) is already in use; take another port, or 0 for any that is free"
        case .notAllowed(let address):
            "the system does not allow to listen at \(address); ports below 1024 are for root, take another one"
        case .notHere(let address):
            "this machine has no address \(address.host); 127.0.0.1 is for this machine alone, 0.0.0.0 for all networks"
        case .failed(let address, let reason): "nobody can listen at \(address): \(reason)"
        }
    }

    fileprivate init(_ error: any Error, at address: HTTPAddress) {
        guard case SocketError.failed(_, let code, let message) = error else {
            self = .failed(address, "\(error)")
            return
        }
        switch code {
        case EADDRINUSE: self = .inUse(address)
        case EACCES, EPERM: self = .notAllowed(address)
        case EADDRNOTAVAIL: self = .notHere(address)
        default: self = .failed(address, message)
        }
    }
}

/// A socket at which others can connect; never blocks.
///
/// Its descriptor has a high number: scripts close what they find, and look for it among the low ones.
struct HTTPListener: Sendable {
    /// Where it listens.
    let address: HTTPAddress
    private let socket: Socket

    /// The number of the descriptor.
    var descriptor: Int32 { socket.file.rawValue }

    init(at address: HTTPAddress) throws(HTTPError) {
        do {
            let socket = try Socket(domain: address.isIPv6 ? AF_INET6 : AF_INET)
            do {
                // What was connected before to a run that has ended is no reason not to listen.
                try socket.setValue(true, for: .localAddressReuse)
                if address.isIPv6 {
                    try socket.bind(to: .inet6(ip6: address.host, port: address.port))
                } else {
                    try socket.bind(to: .inet(ip4: address.host, port: address.port))
                }
                try socket.listen(maxPendingConnection: 64)
                self.address = try Self.found(socket, asked: address)
            } catch {
                let reason = HTTPError(error, at: address)
                try? socket.close()  // What went wrong has been told already.
                throw reason
            }
            self.socket = Socket(file: .init(rawValue: clinux_set_aside(socket.file.rawValue)))
            clinux_close_in_child(descriptor)
        } catch let error as HTTPError {
            throw error
        } catch {
            throw HTTPError(error, at: address)
        }
    }

    private static func found(_ socket: Socket, asked: HTTPAddress) throws -> HTTPAddress {
        switch try socket.sockname() {
        case .ip4(_, let port), .ip6(_, let port): asked.at(port: port)
        case .unix: asked
        }
    }

    /// Whoever has connected; nil if nobody has.
    /// - Throws: when nobody can be let in now.
    func accept() throws -> Socket? {
        do {
            let file = try socket.accept().file
            return Socket(file: .init(rawValue: clinux_set_aside(file.rawValue)))
        } catch SocketError.blocked {
            return nil
        }
    }

    /// Listens no longer.
    func close() {
        // An error here means that a script has closed it already.
        try? socket.close()
    }

    /// Whether somebody may be let in later, though not now.
    static func isTemporary(_ error: any Error) -> Bool {
        guard case SocketError.failed(_, let code, _) = error else { return false }
        return [EMFILE, ENFILE, ENOBUFS, ENOMEM, ECONNABORTED, EINTR].contains(code)
    }
}
