/// How a dashboard came to its end.
package enum Ending: Sendable, Equatable {
    /// Somebody left, and nothing runs any more.
    case quit
    /// Somebody left while a step was still running.
    case abandoned
    /// Somebody left, and what runs is to go on.
    case detached
    /// The terminal went away.
    case closed
    /// A signal with this number asked for the end.
    case interrupted(Int32)
}
