internal import TerminalUI

/// How many of something, as a sentence says it.
enum Count {
    /// `2,500`.
    static func grouped(_ count: Int) -> String { Figures.grouped(count) }

    /// `1 plan`, `2,500 plans`.
    static func of(_ count: Int, _ noun: String) -> String {
        "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
