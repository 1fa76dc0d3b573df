internal import TerminalUI

/// What a click on a cell is meant for.
enum Target: Sendable, Equatable {
    /// A key that is named there: the click presses it.
    case key(Key)
    /// A moment on the graphs, in nanoseconds since the session began.
    case moment(Int64)
    /// A row of the table on the open page, by its identity.
    case row(String)
    /// A row of the page of settings, and the value in it, if the cell is one of those.
    case setting(SettingsRow, choice: String?)
    /// A row of the log.
    case logRow(LogPlace.Row)
}
