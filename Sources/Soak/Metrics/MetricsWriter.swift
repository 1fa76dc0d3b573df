internal import Telemetry

/// Writes metrics as text.
///
/// Family by family, and within one metric by metric with the states in order, as OpenMetrics demands: a record
/// of any length can be written piece by piece.
package struct MetricsWriter: Sendable {
    /// A format that Prometheus reads.
    package enum Format: String, Sendable {
        /// OpenMetrics 1.0.
        case openMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8"
        /// The older text format of Prometheus, which people read in a browser.
        case plain = "text/plain; version=0.0.4; charset=utf-8"
    }

    private let format: Format
    private let isTimed: Bool

    /// Creates a writer.
    /// - Parameter isTimed: whether every sample says when it was taken, in OpenMetrics; a record does, a scrape does not.
    package init(_ format: Format, isTimed: Bool = false) {
        self.format = format
        self.isTimed = isTimed
    }

    /// Everything that is known of one moment.
    package func text(_ families: [MetricFamily], of state: RunState) -> String {
        var text = ""
        for family in families { write(family, CollectionOfOne(state), to: &text) }
        return text + end
    }

    /// What ends the text.
    package var end: String { format == .openMetrics ? "# EOF\n" : "" }

    /// Adds one family to a text; nothing where no state has a value for it.
    /// - Parameter states: in the order of their moments.
    package func write(
        _ family: MetricFamily, _ states: some Sequence<RunState>, to text: inout String
    ) {
        var hasHead = false
        for metric in family.metrics {
            let prefix = Self.prefix(of: metric, in: family)
            for state in states {
                guard let value = metric.value(state) else { continue }
                if !hasHead { text += head(of: family) }
                hasHead = true
                text += prefix + self.value(value, at: state.snapshot.moment.unix)
            }
        }
    }

    /// What stands before the value of a sample.
    static func prefix(of metric: MetricFamily.Metric, in family: MetricFamily) -> String {
        family.sampleName + labels(metric.labels) + " "
    }

    /// The rest of the line: value and, where samples have one, time, given in nanoseconds since 1970.
    func value(_ value: Double, at unix: Int64) -> String {
        Self.number(value) + (isTimed ? " " + Self.seconds(unix) : "") + "\n"
    }

    /// What stands before the samples of a family.
    func head(of family: MetricFamily) -> String {
        var (name, kind) = (family.name, family.kind.rawValue)
        if format == .plain {
            name = family.sampleName
            if family.kind != .counter { kind = "gauge" }
        }
        let unit = format == .openMetrics ? family.unit.map { "# UNIT \(name) \($0)\n" } : nil
        return "# HELP \(name) \(Self.escaped(family.help))\n# TYPE \(name) \(kind)\n" + (unit ?? "")
    }

    private static func labels(_ labels: [MetricFamily.Metric.Label]) -> String {
        guard !labels.isEmpty else { return "" }
        return "{" + labels.map { "\($0.name)=\"\(escaped($0.value))\"" }.joined(separator: ",") + "}"
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\n": escaped += "\\n"
            case "\"": escaped += "\\\""
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }

    private static func number(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value.isInfinite { return value < 0 ? "-Inf" : "+Inf" }
        return value == value.rounded() && value.magnitude < 1e15 ? String(Int(value)) : String(value)
    }

    /// A moment in seconds, as OpenMetrics has it.
    private static func seconds(_ nanoseconds: Int64) -> String {
        let (seconds, rest) = (nanoseconds / 1_000_000).quotientAndRemainder(dividingBy: 1000)
        return "\(seconds)." + String(repeating: "0", count: rest < 10 ? 2 : rest < 100 ? 1 : 0) + "\(rest)"
    }
}
