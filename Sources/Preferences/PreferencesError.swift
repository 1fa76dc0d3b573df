/// Why a configuration cannot be used.
package struct PreferencesError: Error, Equatable, CustomStringConvertible {
    /// The file, as it was named.
    package let file: String
    /// The line, from 1.
    package let line: Int
    /// The key that it is about; empty for none.
    package let key: String
    /// What is wrong and what to do, as half a sentence.
    package let reason: String

    /// One line: `file:line: key: reason`.
    package var description: String {
        let line = ["\(file):\(line)", key, reason].filter { !$0.isEmpty }.joined(separator: ": ")
        // File and keys may hold anything; it goes to a terminal.
        return String(
            line.unicodeScalars.map { scalar in
                scalar.properties.generalCategory == .control ? "·" : Character(scalar)
            })
    }
}
