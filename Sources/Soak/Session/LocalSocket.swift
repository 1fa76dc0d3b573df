internal import CLinux
internal import FlyingSocks
internal import Foundation
internal import Glibc

/// One end of a connection between two processes of this machine; never blocks.
///
/// Its descriptor has a high number: scripts close what they find, and look for it among the low ones.
struct LocalSocket: Sendable {
    private let socket: Socket

    /// The number of the descriptor.
    var descriptor: Int32 { socket.file.rawValue }

    private init(_ socket: Socket) {
        self.socket = Socket(file: .init(rawValue: clinux_set_aside(socket.file.rawValue)))
    }

    /// Listens at a path at which nothing is.
    init(listeningAt path: String) throws(SessionError) {
        do {
            let socket = try Socket(domain: AF_UNIX)
            do {
                try socket.bind(to: .unix(path: path))
                try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
                try socket.listen()
            } catch {
                try? socket.close()  // What went wrong is told already.
                throw error
            }
            self.init(socket)
            clinux_close_in_child(descriptor)
        } catch {
            throw .refused(path: path, reason: "no socket can be made there: \(SystemReason.of(error))")
        }
    }

    /// Why nobody is reached at a path.
    enum Unreached: Error {
        /// Nobody listens there.
        case nobody
        /// Somebody does, or may do, and lets nobody in now.
        case busy
        /// Somebody else does, who is no business of this user's.
        case stranger
    }

    /// Connects to whoever listens at a path.
    init(connectingTo path: String) throws(Unreached) {
        // Where this process can open nothing more, somebody may be there all the same.
        guard let socket = try? Socket(domain: AF_UNIX) else { throw .busy }
        self.init(socket)
        do {
            // It never waits, however many wait already to be let in.
            try self.socket.connect(to: .unix(path: path))
        } catch {
            close()
            if case SocketError.failed(_, let code, _) = error, [ENOENT, ECONNREFUSED].contains(code) {
                throw .nobody
            }
            throw .busy
        }
    }

    /// Whoever has connected; nil if nobody has, or the process may open nothing more.
    /// - Throws: when nobody can be let in now.
    func accept() throws -> LocalSocket? {
        do {
            return LocalSocket(Socket(file: try socket.accept().file))
        } catch SocketError.blocked {
            return nil
        }
    }

    /// Whether it is still there: a script may have closed it.
    var isOpen: Bool { clinux_is_open(descriptor) != 0 }

    /// Whether the process at the other end acts for the same user.
    var isOurs: Bool { clinux_peer_user(descriptor) == clinux_user() }

    /// What is there to be read; nothing if nothing is, nil when the other end is gone.
    func read() -> [UInt8]? {
        do {
            return try socket.read(atMost: 1 << 16)
        } catch SocketError.blocked {
            return []
        } catch {
            return nil
        }
    }

    /// Writes as much as fits.
    /// - Returns: the index of the first byte that did not; nil when the other end is gone.
    func write(_ data: Data, from index: Int) -> Int? {
        do {
            return try socket.write(data, from: index)
        } catch SocketError.blocked {
            return index
        } catch {
            return nil
        }
    }

    /// Ends the connection.
    func close() {
        // An error here means that a script has closed it already.
        try? socket.close()
    }
}
