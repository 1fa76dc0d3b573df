internal import TerminalUI

/// How many of something, as a sentence says it.
enum Count {
    /// `1 plan`, `2,500 plans`.
    static func of(_ count: Int, _ noun: String) -> String {
        "\(Figures.grouped(count)) \(noun)\(count == 1 ? "" : "s")"
    }
}
