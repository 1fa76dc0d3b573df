package import History
package import Telemetry

/// Answers whoever asks for the metrics of a run.
///
/// It reads what the run's rings tell, on a thread of its own: nothing is measured for it, and nothing waits.
package struct MetricsService: HTTPService {
    private let families: [MetricFamily]
    private let snapshots: Ring<Snapshot>
    private let events: Ring<Event>
    private var watch: LeakWatch
    private var totals = RunTotals()
    private var latest: Snapshot?
    private var cursors = (snapshots: 0, events: 0)

    /// Creates a service that knows nothing of the run yet.
    /// - Parameter watch: has seen nothing.
    package init(
        _ identity: RunMetrics.Identity, snapshots: Ring<Snapshot>, events: Ring<Event>, watch: LeakWatch
    ) {
        families = RunMetrics.families(of: identity)
        self.snapshots = snapshots
        self.events = events
        self.watch = watch
    }

    /// Reads on before anything is overwritten.
    package mutating func tick() {
        let measured = snapshots.read(from: cursors.snapshots)
        for snapshot in measured.elements {
            watch.take(snapshot)
            totals.take(snapshot)
        }
        latest = measured.elements.last ?? latest
        let happened = events.read(from: cursors.events)
        for event in happened.elements { totals.take(event) }
        totals.miss(happened.missed)
        cursors = (measured.cursor, happened.cursor)
    }

    package mutating func answer(_ request: HTTPRequest) -> HTTPResponse {
        guard ["/metrics", "/"].contains(request.path) else { return HTTPResponse(.notFound) }
        guard ["GET", "HEAD"].contains(request.method) else { return HTTPResponse(.notAllowed) }
        guard request.path == "/metrics" else {
            return HTTPResponse(type: "text/plain; charset=utf-8", body: "phantop: see /metrics\n")
        }
        tick()
        guard let latest else { return HTTPResponse(.unavailable) }
        watch.judge()
        let format = MetricsWriter.Format(accepted: request.fields["accept"] ?? "")
        let text = MetricsWriter(format).text(families, of: RunState(latest, watch, totals))
        return HTTPResponse(type: format.rawValue, body: text)
    }
}

extension MetricsWriter.Format {
    /// What whoever asks likes best; where both are the same to them, the one that people can read.
    /// - Parameter accepted: the field `Accept`, as RFC 9110 describes it.
    init(accepted: String) {
        var best = (open: 0.0, plain: 0.0)
        for part in accepted.split(separator: ",") {
            let words = part.split(separator: ";").map { $0.trimmed.lowercased() }
            let quality =
                words.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
            let version = words.dropFirst().first { $0.hasPrefix("version=") }?.dropFirst(8)
            switch words.first {
            // The version before is read as ours by all who know it.
            case "application/openmetrics-text" where ["1.0.0", "0.0.1", nil].contains(version):
                best.open = max(best.open, quality)
            case "text/plain", "text/*", "*/*": best.plain = max(best.plain, quality)
            default: break
            }
        }
        self = best.open > best.plain ? .openMetrics : .plain
    }
}
