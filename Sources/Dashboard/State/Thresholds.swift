internal import Telemetry

/// Values that a person wants to hear of when they are exceeded.
package struct Thresholds: Sendable, Equatable {
    /// The metrics that can have one.
    package static var names: [String] { Series.allCases.map(\.rawValue) }

    private var values: [Series: Double] = [:]

    /// Creates thresholds of nothing.
    package init() {}

    /// Sets the threshold of a metric; false for a name that is none.
    package mutating func set(_ name: String, to value: Double) -> Bool {
        guard let series = Series(rawValue: name) else { return false }
        values[series] = value
        return true
    }

    /// The threshold of a series; nil without one.
    subscript(series: Series) -> Double? {
        get { values[series] }
        set { values[series] = newValue }
    }
}
