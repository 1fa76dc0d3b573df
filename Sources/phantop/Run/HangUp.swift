internal import CLinux
internal import Foundation
internal import Threading

/// What becomes of a run without a screen when the terminal goes away that it was started from: it goes on, and what would
/// have been written there is among its last words.
struct HangUp {
    /// How often it is looked, and how many nanoseconds apart, whether a terminal goes after the signal that says so.
    private static let looks = (count: 20, pause: 50_000_000 as Int64)

    private var hasTerminal = clinux_has_terminal() != 0
    private let errorsAreShown = isatty(2) != 0
    private let processSession = getsid(0)

    /// Leaves a terminal that is gone. Blocks for a second where the signal for it came and it is there all the same.
    /// - Returns: whether nobody reads the log from here on.
    mutating func leaveTerminal(of session: String, _ result: inout ReportOutput) -> Bool {
        // A script that has left the terminal for itself says nothing about it.
        guard hasTerminal, getsid(0) == processSession, isGone else { return false }
        hasTerminal = false
        let farewell = Farewell(session)
        clinux_leave_terminal()
        clinux_ignore_hang_ups()
        clinux_release_guard(ExitReason.signal(SIGHUP).code)
        result.leaveTerminal(for: farewell)
        guard errorsAreShown else { return false }
        for descriptor: Int32 in [1, 2] { clinux_redirect(farewell.handle.fileDescriptor, descriptor) }
        StandardError.lead(to: farewell.handle.fileDescriptor)
        clinux_crash_install(clinux_duplicate(2))
        return true
    }

    private var isGone: Bool {
        if clinux_hung_up() != 0 {
            for _ in 0..<Self.looks.count where clinux_has_terminal() != 0 {
                StopSignal.sleep(nanoseconds: Self.looks.pause)
            }
        }
        return clinux_has_terminal() == 0
    }
}
