/// Text of any origin made harmless, as the canvas shows it, for what is written to a terminal line by line.
///
/// A file name, a message of a script or the words of another process may hold anything, escape sequences included.
public enum PlainText {
    /// Text that keeps its line ends, and of which everything else is printed and nothing obeyed.
    public static func lines(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) { return text }
        // By scalars: a carriage return and a line end are one character.
        return text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { line(String($0)) }.joined(separator: "\n")
    }

    /// Text in one line: its line ends become `·`, as other control characters do, and tabs a space.
    public static func line(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        return String(text.map { $0 == "\t" ? " " : Printable($0).character })
    }

    /// A line that takes so many columns at most: what is longer loses its middle, because names differ at their ends.
    public static func line(_ text: String, atMost columns: Int) -> String {
        let line = line(text)
        guard Rendered(line).columns > columns else { return line }
        let head = Rendered(line).truncated(to: (columns + 1) / 2, ellipsis: "…")
        let tail = Rendered(String(line.reversed())).truncated(to: columns / 2 + 1, ellipsis: "…").dropLast()
        return head + String(tail.reversed())
    }

    /// Text and as many spaces as it needs to take so many columns.
    public static func padded(_ text: String, to columns: Int) -> String {
        text + String(repeating: " ", count: max(0, columns - Rendered(text).columns))
    }
}
