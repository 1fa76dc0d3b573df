internal import Foundation
internal import Threading

/// Where a session listens. A person, a cleaner of temporary files or the end of a login may take the socket away; then it
/// is put back as soon as that can be done.
final class ListeningPlace: Sendable {
    private struct State {
        var socket: LocalSocket
        var identity: FileIdentity?
        var isOver = false
    }

    private let folder: SessionFolder
    private let path: String
    private let state: Locked<State>

    /// A place at which somebody listens since just now.
    init(_ socket: LocalSocket, at path: String, in folder: SessionFolder) {
        (self.path, self.folder) = (path, folder)
        state = Locked(State(socket: socket, identity: FileIdentity(path)))
    }

    /// What others connect to.
    var socket: LocalSocket { state.withLock { $0.socket } }

    /// Listens anew where the socket is not there any more.
    /// - Returns: the new one; nil where the old one is there, or nothing can be done for now.
    func restore() -> LocalSocket? {
        guard !FileManager.default.fileExists(atPath: path) else { return nil }
        return state.withLock { state in
            // Where it cannot be done now, it is tried again.
            guard !state.isOver, (try? folder.create()) != nil, (try? folder.check()) != nil,
                let socket = try? folder.locked(
                    attempts: 1,
                    { () throws(SessionError) in
                        try LocalSocket(listeningAt: path)
                    })
            else { return nil }
            state.socket.close()
            (state.socket, state.identity) = (socket, FileIdentity(path))
            return socket
        }
    }

    /// Takes the socket away, once, and only if it is the own one.
    func takeAway() {
        state.withLock { state in
            if !state.isOver, FileIdentity(path) == state.identity { Self.remove(path) }
            state.isOver = true
        }
    }

    /// Removes a socket; whatever else has its name is left alone.
    static func remove(_ path: String) {
        let files = FileManager.default
        // A person may have taken it away.
        let attributes = try? files.attributesOfItem(atPath: path)
        if attributes?[.type] as? FileAttributeType == .typeSocket { try? files.removeItem(atPath: path) }
    }
}
