/// A component whose settings a person or a script can read and change.
public protocol ComponentSettings: Sendable {
    /// Shown as the heading of its settings.
    var displayName: String { get }
    /// The settings, in the order in which they are shown.
    var settings: [ComponentSetting] { get }
}

/// One setting of a component.
public struct ComponentSetting: Sendable {
    /// What values are accepted.
    public enum Kind: Sendable, Equatable {
        /// A number in a range.
        case number(ClosedRange<Double>)
        /// One of some words.
        case choice([String])
        /// True or false.
        case truth
    }

    /// A value.
    public enum Value: Sendable, Equatable {
        /// A number.
        case number(Double)
        /// A word.
        case text(String)
        /// True or false.
        case truth(Bool)
    }

    /// Name in Python, `CleanupIntervalSeconds`.
    public let name: String
    /// Name on screen with its unit, `Cleanup Interval (s)`.
    public let displayName: String
    /// What values are accepted.
    public let kind: Kind
    /// Reads the value. Any thread.
    public let get: @Sendable () -> Value
    /// Changes the value, which must be accepted; takes effect at once. Any thread.
    public let set: @Sendable (Value) -> Void

    /// Why a value is not accepted, in words; nil when it is.
    func objection(to value: Value) -> String? {
        switch (kind, value) {
        case (.number(let range), .number(let number)) where range.contains(number): nil
        case (.number(let range), _): "\(name) must be \(range.lowerBound) to \(range.upperBound)"
        case (.choice(let words), .text(let word)) where words.contains(word): nil
        case (.choice(let words), _): "\(name) must be one of \(words.joined(separator: ", "))"
        case (.truth, .truth): nil
        case (.truth, _): "\(name) must be True or False"
        }
    }
}
