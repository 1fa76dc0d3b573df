internal import Foundation

/// A value as JSON, for programs and for people who look at what they are given.
enum JSONText {
    /// With an indentation and a line for each field, in the order of their names, and a line end.
    static func pretty(_ value: some Encodable) throws -> String { try text(value, [.prettyPrinted]) }

    /// On one line, with its end.
    static func line(_ value: some Encodable) throws -> String { try text(value, []) }

    private static func text(
        _ value: some Encodable, _ formatting: JSONEncoder.OutputFormatting
    ) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting.union([.sortedKeys, .withoutEscapingSlashes])
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}
