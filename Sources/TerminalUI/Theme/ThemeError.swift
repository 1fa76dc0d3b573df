/// Why a theme cannot be used.
public struct ThemeError: Error, Equatable, CustomStringConvertible {
    /// The file, as it was named by whoever asked for it.
    public let file: String
    /// The line, from 1; nil if no line is to blame.
    public let line: Int?
    /// The role it is about; nil if it is about none.
    public let role: String?
    /// What is wrong and what to do, as half a sentence.
    public let reason: String

    /// Creates an error.
    public init(file: String, line: Int? = nil, role: String? = nil, reason: String) {
        self.file = file
        self.line = line
        self.role = role
        self.reason = reason
    }

    /// One line: `file:line: role: reason`.
    public var description: String {
        let place = line.map { "\(file):\($0)" } ?? file
        let line = [place, role, reason].compactMap { $0 }.joined(separator: ": ")
        // File and keys may hold anything; it goes to a terminal.
        return String(line.map { Printable($0).character })
    }
}
