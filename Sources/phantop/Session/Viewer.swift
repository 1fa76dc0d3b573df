internal import CLinux
internal import Foundation
internal import Soak
internal import Threading

/// Whoever looks at a run from another process.
enum Viewer {
    /// What others see of them: `mara on pts/3`.
    static var name: String {
        let terminal = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/0")) ?? ""
        let user = NSUserName()
        return terminal.hasPrefix("/dev/") ? "\(user) on \(terminal.dropFirst("/dev/".count))" : user
    }

    /// Connects to a session, or to the only one there is. Blocks for two seconds at most once it is found.
    /// - Parameter attention: raised when there is something new.
    /// - Throws: one line that says why nobody is reached, and where the last words of a session of that name are.
    static func link(
        to session: String?, isReadOnly: Bool, attention: StopSignal
    ) throws(Failure) -> SessionLink {
        do throws(SessionError) {
            let folder = try SessionFolder.usual()
            return try SessionLink(
                to: try folder.only(session), in: folder, viewer: name, isReadOnly: isReadOnly,
                attention: attention)
        } catch {
            throw Failure(reason: error.description + Farewell.hint(for: session))
        }
    }

    /// Says how the run ended, and ends this process in the same way.
    static func tellEnd(of link: SessionLink) -> Never {
        guard let end = link.end else {
            StandardError.complain(
                "the session \(link.summary.name) is gone without a word: its process was killed or has crashed"
            )
            ExitReason.gone.leave()
        }
        StandardOutput.write(end.text)
        ExitReason.of(code: end.code).leave()
    }
}

extension SessionFolder {
    /// Names of this user's sessions, for a shell to complete; none where nothing can be read.
    static var usualNames: [String] { (try? usual().names) ?? [] }

    /// That of this user.
    static func usual() throws(SessionError) -> SessionFolder {
        try SessionFolder(environment: ProcessInfo.processInfo.environment)
    }
}
