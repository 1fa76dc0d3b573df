internal import ArgumentParser
internal import Telemetry

/// Reads what was typed after an option, and says what is taken where it is something else.
enum OptionValue {
    /// - Parameter form: what completes "takes", with an example.
    static func whole(_ form: String) -> @Sendable (String) throws -> Int {
        reader(form) { Int($0) }
    }

    /// - Parameter form: what completes "takes", with an example.
    static func number(_ form: String) -> @Sendable (String) throws -> Double {
        reader(form) { Double($0) }
    }

    /// - Parameter form: what completes "takes", with an example.
    static func bytes(_ form: String) -> @Sendable (String) throws -> ByteCount {
        reader(form) { ByteCount(argument: $0) }
    }

    private static func reader<Value>(
        _ form: String, _ read: @escaping @Sendable (String) -> Value?
    ) -> @Sendable (String) throws -> Value {
        { text in
            guard let value = read(text) else { throw ValidationError("it takes \(form)") }
            return value
        }
    }
}
