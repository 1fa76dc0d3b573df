/// Why there is no screen.
package enum TerminalError: Error, Equatable, CustomStringConvertible {
    /// Input or output is not a terminal.
    case notATerminal
    /// `TERM` names a terminal that terminfo does not know; empty if it is not set.
    case unknown(String)
    /// A terminal on which the cursor cannot be moved.
    case tooSimple(String)
    /// The system refused, with its reason.
    case refused(String)

    /// Whether lines of text can be written to the terminal all the same.
    package var leavesLines: Bool {
        switch self {
        case .unknown, .tooSimple: true
        case .notATerminal, .refused: false
        }
    }

    /// The same in a few words, for a line of the screen.
    var summary: String {
        switch self {
        case .unknown(""): "TERM is not set"
        case .unknown(let name): "unknown TERM=\(Self.printable(name))"
        case .tooSimple, .notATerminal, .refused: description
        }
    }

    /// One line for the person who started the program.
    package var description: String {
        switch self {
        case .notATerminal: "input or output is not a terminal"
        case .unknown(""): "TERM is not set, so the terminal is unknown"
        case .unknown(let name): "terminfo does not know the terminal TERM=\(Self.printable(name))"
        case .tooSimple(let name): "the terminal TERM=\(Self.printable(name)) cannot move its cursor"
        case .refused(let reason): "the terminal cannot be opened: \(reason)"
        }
    }

    private static func printable(_ name: String) -> String {
        String(name.unicodeScalars.map { (0x21..<0x7F).contains($0.value) ? Character($0) : "?" })
    }
}
