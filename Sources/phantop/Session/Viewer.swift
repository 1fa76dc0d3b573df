internal import CLinux
internal import Foundation
internal import Soak

/// Whoever looks at a run from another process.
enum Viewer {
    /// What others see of them: `mara on pts/3`.
    static var name: String {
        let terminal = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/0")) ?? ""
        let user = NSUserName()
        return terminal.hasPrefix("/dev/") ? "\(user) on \(terminal.dropFirst("/dev/".count))" : user
    }

    /// Says how the run ended, and ends this process in the same way.
    static func tellEnd(of link: SessionLink) -> Never {
        guard let end = link.end else {
            StandardError.write(
                "phantop: the session \(link.summary.name) is gone without a word: its process was killed or has crashed\n"
            )
            ExitReason.gone.leave()
        }
        print(end.text, terminator: end.text.hasSuffix("\n") ? "" : "\n")
        ExitReason.of(code: end.code).leave()
    }
}

extension SessionFolder {
    /// That of this user.
    static func usual() throws(SessionError) -> SessionFolder {
        try SessionFolder(environment: ProcessInfo.processInfo.environment)
    }
}
