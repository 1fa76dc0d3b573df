internal import CLinux
internal import Foundation
internal import TerminalUI

/// How the program ends, and with which exit code.
enum ExitReason: Equatable {
    /// Everything ran.
    case done
    /// Everything ran, and a plan's verdict was error or fail.
    case failedPlans
    /// Usage, or input that cannot be used.
    case badInput
    /// Python did not stop in time.
    case stuck
    /// The run exceeded one of its limits.
    case failedGate
    /// The run that was watched is gone without having said how it ended.
    case gone
    /// The same as another process has ended with.
    case other(Int32)
    /// A signal asked to end.
    case signal(Int32)

    /// The exit code.
    var code: Int32 {
        switch self {
        case .done: 0
        case .failedPlans: 1
        case .badInput: 2
        case .stuck: 3
        case .failedGate: 4
        case .gone: 5
        case .other(let code): code
        case .signal(let number): 128 + number
        }
    }

    /// What another process has ended with.
    static func of(code: Int) -> ExitReason { .other(Int32(truncatingIfNeeded: code) & 0xFF) }

    /// Ends the process. Python may still be running: nothing is unwound.
    func leave() -> Never {
        fflush(nil)
        clinux_exit_now(code)
        preconditionFailure("the process has ended")
    }
}

/// A reason to end, in one line for the person.
struct Failure: Error {
    /// What happened, where, and what to do.
    let reason: String
    /// With which exit code.
    var code = ExitReason.badInput
}
