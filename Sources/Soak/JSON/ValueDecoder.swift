internal import Telemetry

/// Makes values out of JSON, field by field as the compiler has written their coding.
///
/// What a `Transmitted` value does not say, or says in words that are not known here, takes its default, and the one
/// unnamed part of a case stands for the whole: `JSONDecoder` can be told neither.
struct ValueDecoder: Decoder {
    private let json: JSONValue
    /// What fields have that are not there; nil where all have to be there.
    private let defaults: (() -> JSONValue)?
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    /// A value out of JSON; throws when something without a default is missing.
    static func decode<T: Decodable>(_ type: T.Type, from json: JSONValue) throws -> T {
        switch type {
        case is [Double].Type:
            if case .array(let values) = json { return try cast(try values.map { try double($0) }) }
        case is String.Type:
            if case .string(let text) = json { return try cast(text) }
        case is Double.Type: return try cast(try double(json))
        case is Bool.Type:
            if case .bool(let value) = json { return try cast(value) }
        case let type as any FixedWidthInteger.Type: return try cast(try integer(json, as: type))
        case let type as any Transmitted.Type:
            return try T(from: Self(json: json) { defaults(of: type) })
        default: return try T(from: Self(json: json, defaults: nil))
        }
        throw mismatch
    }

    private init(json: JSONValue, defaults: (() -> JSONValue)?) {
        self.json = json
        self.defaults = defaults
    }

    private static func defaults(of type: any Transmitted.Type) -> JSONValue {
        // A value that cannot be written has no defaults to take.
        (try? ValueEncoder.value(of: type.init())) ?? .null
    }

    private static var mismatch: DecodingError {
        .dataCorrupted(.init(codingPath: [], debugDescription: "not what was expected"))
    }

    private static func cast<T>(_ value: Any) throws -> T {
        guard let value = value as? T else { throw mismatch }
        return value
    }

    private static func double(_ json: JSONValue) throws -> Double {
        switch json {
        case .integer(let value): return Double(value)
        case .number(let value) where value.magnitude <= 1e18: return value
        default: throw mismatch
        }
    }

    private static func integer<I: FixedWidthInteger>(_ json: JSONValue, as type: I.Type) throws -> I {
        let value: I? =
            switch json {
            case .integer(let value): I(exactly: value)
            case .number(let value): I(exactly: value)
            default: nil
            }
        guard let value, value.magnitude <= I.Magnitude(clamping: largest) else { throw mismatch }
        return value
    }

    /// Nothing that is measured or counted is further from zero: more can only be damage, or somebody who wants sums to
    /// overflow. Two years in nanoseconds, 72 petabytes.
    private static let largest: UInt64 = 1 << 56
    /// But for times of the wall clock, which have passed 2⁶⁰ nanoseconds.
    private static let largestTime: UInt64 = 1 << 62
    private static let times: Set<String> = ["unix", "began", "offset"]

    private static func time(_ json: JSONValue) -> Int64? {
        guard case .integer(let value) = json, let time = Int64(exactly: value),
            time.magnitude <= largestTime
        else { return nil }
        return time
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Members<Key>(json: json, defaults: defaults))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .array(let values) = json else { throw Self.mismatch }
        return Elements(values: values)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { Single(json: json) }

    private struct Members<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let json: JSONValue
        let defaults: (() -> JSONValue)?
        var codingPath: [any CodingKey] { [] }

        var allKeys: [Key] {
            guard case .object(let members) = json else { return [] }
            return members.compactMap { Key(stringValue: $0.name) }
        }

        /// The one unnamed part of a case stands for the whole.
        private func member(_ key: Key) -> JSONValue? {
            json[key.stringValue] ?? (key.stringValue == ValueEncoder.unnamed ? json : nil)
        }

        func contains(_ key: Key) -> Bool { member(key) != nil }
        func decodeNil(forKey key: Key) throws -> Bool { member(key)?.isNull ?? true }

        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
            do {
                guard let member = member(key) else { throw mismatch }
                if type == Int64.self, ValueDecoder.times.contains(key.stringValue) {
                    guard let time = ValueDecoder.time(member) else { throw mismatch }
                    return try ValueDecoder.cast(time)
                }
                return try ValueDecoder.decode(type, from: member)
            } catch {
                guard let usual = defaults?()[key.stringValue] else { throw error }
                return try ValueDecoder.decode(type, from: usual)
            }
        }

        private func optional<T: Decodable>(_ key: Key) throws -> T? {
            guard let member = member(key), !member.isNull else { return nil }
            do {
                return try ValueDecoder.decode(T.self, from: member)
            } catch {
                guard defaults == nil else { return nil }
                throw error
            }
        }

        // The compiler asks for these by name, and would take others that know no defaults.
        func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? { try optional(key) }
        func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? { try optional(key) }
        func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? { try optional(key) }
        func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try optional(key) }
        func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? { try optional(key) }
        func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? { try optional(key) }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) throws -> KeyedDecodingContainer<Nested> {
            guard let member = member(key) else { throw mismatch }
            return KeyedDecodingContainer(ValueDecoder.Members<Nested>(json: member, defaults: nil))
        }
        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
            guard case .array(let values) = member(key) else { throw mismatch }
            return Elements(values: values)
        }
        func superDecoder() throws -> any Decoder {
            ValueDecoder(json: json["super"] ?? .null, defaults: nil)
        }
        func superDecoder(forKey key: Key) throws -> any Decoder {
            ValueDecoder(json: member(key) ?? .null, defaults: nil)
        }
    }

    private struct Elements: UnkeyedDecodingContainer {
        let values: [JSONValue]
        private(set) var currentIndex = 0
        var codingPath: [any CodingKey] { [] }
        var count: Int? { values.count }
        var isAtEnd: Bool { currentIndex >= values.count }

        init(values: [JSONValue]) { self.values = values }

        private mutating func next() throws -> JSONValue {
            guard !isAtEnd else { throw mismatch }
            defer { currentIndex += 1 }
            return values[currentIndex]
        }

        mutating func decodeNil() throws -> Bool {
            guard !isAtEnd, values[currentIndex].isNull else { return false }
            currentIndex += 1
            return true
        }
        mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
            try ValueDecoder.decode(type, from: try next())
        }
        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) throws -> KeyedDecodingContainer<Nested> {
            KeyedDecodingContainer(ValueDecoder.Members<Nested>(json: try next(), defaults: nil))
        }
        mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
            guard case .array(let values) = try next() else { throw mismatch }
            return Self(values: values)
        }
        mutating func superDecoder() throws -> any Decoder { ValueDecoder(json: try next(), defaults: nil) }
    }

    private struct Single: SingleValueDecodingContainer {
        let json: JSONValue
        var codingPath: [any CodingKey] { [] }

        func decodeNil() -> Bool { json.isNull }
        func decode<T: Decodable>(_ type: T.Type) throws -> T { try ValueDecoder.decode(type, from: json) }
    }
}
