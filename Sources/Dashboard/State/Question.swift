internal import TerminalUI

extension Interaction {
    /// What is being asked in the status line.
    enum Question: Sendable, Equatable { case typing(Entry, LineEditor), evictHeld, quit }

    /// What is being typed.
    enum Entry: Sendable, Equatable { case interval, note, filter, habit(Habit) }

    /// A short answer to a key, until the next key.
    struct Notice: Sendable, Equatable {
        let text: String
        let role: Role
    }
}
