/// A component whose settings a person or a script can read and change.
public protocol ComponentSettings: Sendable {
    /// Shown as the heading of its settings.
    var displayName: String { get }
    /// The settings, in the order in which they are shown.
    var settings: [ComponentSetting] { get }
}

/// One setting of a component.
public struct ComponentSetting: Sendable {
    /// Name in Python, `CleanupIntervalSeconds`.
    public let name: String
    /// Name on screen with its unit, `Cleanup Interval (s)`.
    public let displayName: String
    /// The values that are accepted.
    public let range: ClosedRange<Double>
    /// Reads the value. Any thread.
    public let get: @Sendable () -> Double
    /// Changes the value, which must be in range; takes effect at once. Any thread.
    public let set: @Sendable (Double) -> Void
}
