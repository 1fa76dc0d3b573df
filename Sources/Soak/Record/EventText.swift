internal import Telemetry

/// An event as the row of a table: the name of its kind, and its parts as JSON.
enum EventText {
    static func encoded(_ kind: Event.Kind) -> (kind: String, content: String) {
        // Nothing of ours refuses to be encoded; a row that says nothing is skipped by whoever reads it.
        guard let json = try? ValueEncoder.value(of: kind), case .object(let members) = json,
            let member = members.first
        else { return ("", "null") }
        var bytes: [UInt8] = []
        member.value.write(to: &bytes)
        return (member.name, String(decoding: bytes, as: UTF8.self))
    }

    /// - Returns: nil if it is of no kind that is known here.
    static func decoded(kind: String, content: String) -> Event.Kind? {
        // What is wrong with it does not matter: it is skipped, as a line of the stream would be.
        guard let value = try? JSONReader.value(of: Array(content.utf8)[...]) else { return nil }
        return try? ValueDecoder.decode(
            Event.Kind.self, from: .object([JSONValue.Member(name: kind, value: value)]))
    }
}
