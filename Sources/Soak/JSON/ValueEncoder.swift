/// Turns values into JSON, field by field as the compiler has written their coding.
///
/// The one unnamed part of an enumeration's case stands for the whole: `{"setInterval":2.5}`. `JSONEncoder` writes
/// `{"setInterval":{"_0":2.5}}`, which is no format for others.
struct ValueEncoder: Encoder {
    /// What Swift calls the first unnamed part of a case.
    static let unnamed = "_0"

    /// A place that is being filled.
    private final class Place {
        enum Content { case value(JSONValue), object([(name: String, place: Place)]), array([Place]) }
        var content = Content.value(.null)

        var value: JSONValue {
            switch content {
            case .value(let value): return value
            case .array(let places): return .array(places.map(\.value))
            case .object(let members):
                if members.count == 1, members[0].name == ValueEncoder.unnamed {
                    return members[0].place.value
                }
                return .object(members.map { .init(name: $0.name, value: $0.place.value) })
            }
        }

        func member(_ name: String) -> Place {
            let place = Place()
            if case .object(var members) = content {
                content = .value(.null)  // So that the array has one owner while it grows.
                members.append((name, place))
                content = .object(members)
            }
            return place
        }

        func element() -> Place {
            let place = Place()
            if case .array(var places) = content {
                content = .value(.null)
                places.append(place)
                content = .array(places)
            }
            return place
        }
    }

    private let place: Place
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    private init(_ place: Place) { self.place = place }

    /// A value as JSON.
    static func value(of value: some Encodable) throws -> JSONValue {
        let place = Place()
        try Self(place).encode(value)
        return place.value
    }

    private func encode(_ value: some Encodable) throws {
        switch value {
        case let value as Int: place.content = .value(.integer(Int64(value)))
        case let value as Int64: place.content = .value(.integer(value))
        case let value as Double: place.content = .value(.number(value))
        case let value as Bool: place.content = .value(.bool(value))
        case let value as String: place.content = .value(.string(value))
        case let values as [Double]: place.content = .value(.array(values.map(JSONValue.number)))
        default: try value.encode(to: self)
        }
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        if case .object = place.content {} else { place.content = .object([]) }
        return KeyedEncodingContainer(Members<Key>(place: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        place.content = .array([])
        return Elements(place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(place: place) }

    private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let place: Place
        var codingPath: [any CodingKey] { [] }

        func encodeNil(forKey key: Key) { _ = place.member(key.stringValue) }
        func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
            try ValueEncoder(place.member(key.stringValue)).encode(value)
        }
        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type, forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            ValueEncoder(place.member(key.stringValue)).container(keyedBy: type)
        }
        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            ValueEncoder(place.member(key.stringValue)).unkeyedContainer()
        }
        func superEncoder() -> any Encoder { ValueEncoder(place.member("super")) }
        func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(place.member(key.stringValue)) }
    }

    private struct Elements: UnkeyedEncodingContainer {
        let place: Place
        private(set) var count = 0
        var codingPath: [any CodingKey] { [] }

        init(place: Place) { self.place = place }

        private mutating func next() -> ValueEncoder {
            count += 1
            return ValueEncoder(place.element())
        }

        mutating func encodeNil() { _ = next() }
        mutating func encode<T: Encodable>(_ value: T) throws { try next().encode(value) }
        mutating func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type
        ) -> KeyedEncodingContainer<Nested> { next().container(keyedBy: type) }
        mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { next().unkeyedContainer() }
        mutating func superEncoder() -> any Encoder { next() }
    }

    private struct Single: SingleValueEncodingContainer {
        let place: Place
        var codingPath: [any CodingKey] { [] }

        func encodeNil() { place.content = .value(.null) }
        func encode<T: Encodable>(_ value: T) throws {
            switch value {
            case let value as any FixedWidthInteger: place.content = .value(.integer(Int64(clamping: value)))
            case let value as Float: place.content = .value(.number(Double(value)))
            default: try ValueEncoder(place).encode(value)
            }
        }
    }
}
