internal import History
internal import Telemetry

/// Snapshots as OpenMetrics text with times, as Prometheus takes it over for what was before it began to look.
///
/// All samples of a metric stand together there, so whatever is read first waits in a `Spool`. A value that has not
/// changed is repeated every 15 seconds only, which says the same to whoever asks for the value of a moment.
package struct MetricsExport {
    private struct Metric {
        let family: Int
        let prefix: String
        let value: @Sendable (RunState) -> Double?
        var last: Double?
        var written = Int64.min
    }

    /// An unchanged value is repeated after so many milliseconds.
    private static let repetition: Int64 = 15_000
    /// Judging takes some milliseconds, the answer does not change more often.
    private static let judgement: Int64 = 1_000_000_000

    private let families: [MetricFamily]
    private let writer = MetricsWriter(.openMetrics, isTimed: true)
    private var metrics: [Metric]
    private var spool: Spool
    private var watch = LeakWatch()
    private var totals = RunTotals()
    private var judged = Int64.min
    private var offset: Int64?

    /// Creates an export of some metrics.
    /// - Parameter series: names of the metrics to write, without the suffix of a sample; nil for all.
    /// - Throws: the first name that is none.
    package init(_ facts: RecordFacts, series: [String]?) throws(ExportError) {
        let all = RunMetrics.families(
            of: .init(
                version: facts[.phantop] ?? "", python: facts[.python] ?? "",
                workload: facts[.workload] ?? ""))
        let unknown = series?.first { name in !all.contains { $0.name == name } }
        if let unknown { throw .unknownSeries(unknown, known: all.map(\.name)) }
        families = all.filter { series?.contains($0.name) ?? true }
        metrics = families.enumerated().flatMap { index, family in
            family.metrics.map {
                Metric(
                    family: index, prefix: MetricsWriter.prefix(of: $0, in: family), value: $0.value)
            }
        }
        spool = Spool(strands: metrics.count)
    }

    /// Goes on from what is remembered of a run.
    mutating func begin(with past: Past) {
        watch = past.leaks
        totals.set(
            plans: Dictionary(
                past.ledger.verdicts.map { ($0.verdict, $0.count) }, uniquingKeysWith: { $0 + $1 }))
    }

    /// Takes a snapshot over.
    /// - Parameter isWanted: whether it is written; else it is only counted.
    mutating func take(_ snapshot: Snapshot, isWanted: Bool) {
        watch.take(snapshot)
        totals.take(snapshot)
        guard isWanted else { return }
        if snapshot.moment.elapsed - Self.judgement >= judged {
            watch.judge()
            judged = snapshot.moment.elapsed
        }
        let state = RunState(snapshot, watch, totals)
        let milliseconds = time(of: snapshot.moment)
        for index in metrics.indices {
            guard let value = metrics[index].value(state), metrics[index].written < milliseconds,
                metrics[index].last != value || milliseconds - metrics[index].written >= Self.repetition
            else { continue }
            (metrics[index].last, metrics[index].written) = (value, milliseconds)
            spool.append(
                metrics[index].prefix + writer.value(value, at: milliseconds * 1_000_000), to: index)
        }
    }

    /// Takes over what happened.
    mutating func take(_ event: Event) { totals.take(event) }

    /// Keeps memory small.
    mutating func setAside() throws(ExportError) { try spool.setAside() }

    /// Writes everything, piece by piece.
    func finish(_ write: ([UInt8]) throws(ExportError) -> Void) throws(ExportError) {
        var previous: Int?
        for (index, metric) in metrics.enumerated() where !spool.isEmpty(index) {
            if metric.family != previous { try write(Array(writer.head(of: families[metric.family]).utf8)) }
            previous = metric.family
            try spool.read(index, write)
        }
        try write(Array(writer.end.utf8))
    }

    /// Milliseconds since 1970. They rise evenly, as Prometheus demands, also where somebody has set the clock back.
    private mutating func time(of moment: Moment) -> Int64 {
        let began = offset ?? moment.unix - moment.elapsed
        offset = began
        return (began + moment.elapsed) / 1_000_000
    }
}

extension RecordReader {
    /// Writes the metrics of a span of time; everything before it is counted, too.
    /// - Parameters:
    ///   - span: in nanoseconds since the session began.
    ///   - write: takes one piece after the other.
    package func export(
        _ export: MetricsExport, in span: Range<Int64>, to write: ([UInt8]) throws(ExportError) -> Void
    ) throws(ExportError) {
        var export = export
        let start: (past: Past, place: Place)
        do throws(RecordError) { start = try beginning() } catch { throw .record(error) }
        export.begin(with: start.past)
        try forEachBatch(after: start.place, until: span.upperBound) { batch throws(ExportError) in
            batch.forEach {
                if $0.moment.elapsed < span.upperBound {
                    export.take($0, isWanted: span.contains($0.moment.elapsed))
                }
            } event: {
                if $0.moment.elapsed < span.upperBound { export.take($0) }
            }
            try export.setAside()
        }
        try export.finish(write)
    }
}
