/// Metrics of one name, as OpenMetrics calls it: what they mean, and how each of them is read from the state of a run.
package struct MetricFamily: Sendable {
    /// What kind of number it is.
    package enum Kind: String, Sendable {
        /// It rises and falls.
        case gauge
        /// It only rises while the run lasts.
        case counter
        /// One of several states is on.
        case stateset
        /// What does not change, in labels.
        case info
    }

    /// One metric of the family: a set of labels, and where its value comes from.
    package struct Metric: Sendable {
        /// A label and its value.
        package struct Label: Sendable, Equatable {
            let name: String
            let value: String
        }

        /// What tells it from the others of its family.
        package let labels: [Label]
        /// Its value; nil where there is none.
        package let value: @Sendable (RunState) -> Double?
    }

    /// The name with its unit, without the suffix of a sample: `phantop_heap_growth_bytes`, `phantop_steps`.
    package let name: String
    /// What kind of number it is.
    package let kind: Kind
    /// The unit, which ends the name; nil for a number without one.
    package let unit: String?
    /// What it means, in one sentence.
    package let help: String
    /// Its metrics.
    package let metrics: [Metric]

    private init(_ name: String, _ kind: Kind, _ unit: String?, _ help: String, _ metrics: [Metric]) {
        self.name = name + (unit.map { "_" + $0 } ?? "")
        self.kind = kind
        self.unit = unit
        self.help = help
        self.metrics = metrics
    }

    /// The name of its samples in the text.
    var sampleName: String {
        switch kind {
        case .gauge, .stateset: name
        case .counter: name + "_total"
        case .info: name + "_info"
        }
    }

    static func gauge(
        _ name: String, _ unit: String?, _ help: String,
        _ value: @escaping @Sendable (RunState) -> Double?
    ) -> MetricFamily {
        MetricFamily(name, .gauge, unit, help, [Metric(labels: [], value: value)])
    }

    static func counter(
        _ name: String, _ unit: String?, _ help: String,
        _ value: @escaping @Sendable (RunState) -> Double?
    ) -> MetricFamily {
        MetricFamily(name, .counter, unit, help, [Metric(labels: [], value: value)])
    }

    /// A family with a metric for every value of a label.
    static func family(
        _ name: String, _ kind: Kind, _ unit: String?, _ help: String, by label: String,
        _ metrics: KeyValuePairs<String, @Sendable (RunState) -> Double?>
    ) -> MetricFamily {
        MetricFamily(
            name, kind, unit, help,
            metrics.map { Metric(labels: [.init(name: label, value: $0.key)], value: $0.value) })
    }

    /// States of which one is on, under a label that is called like the family.
    static func states(
        _ name: String, _ help: String, _ states: [String],
        _ value: @escaping @Sendable (RunState) -> String?
    ) -> MetricFamily {
        MetricFamily(
            name, .stateset, nil, help,
            states.map { state in
                Metric(labels: [.init(name: name, value: state)]) { value($0).map { $0 == state ? 1 : 0 } }
            })
    }

    static func info(_ name: String, _ help: String, _ labels: KeyValuePairs<String, String>) -> MetricFamily
    {
        MetricFamily(
            name, .info, nil, help,
            [Metric(labels: labels.map { .init(name: $0.key, value: $0.value) }) { _ in 1 }])
    }
}
