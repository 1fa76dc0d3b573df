package import History
package import Telemetry

/// A recorded run, or a span of it, as somebody wants to look at it without phantop.
package struct RunPicture: Sendable {
    /// Whether it leaks, in words.
    package struct Answer: Sendable {
        /// OK, LEAK, BOUNDED, STEP or UNSURE.
        package let word: String
        /// The word with its figures, as part of a sentence.
        package let clause: String

        /// Creates an answer.
        package init(word: String, clause: String) { (self.word, self.clause) = (word, clause) }
    }

    /// A count of classes, and when it was made.
    package struct Types: Sendable {
        let census: TypeCensus
        let elapsed: Int64
    }

    /// What is remembered of the run by the end of the span, judged.
    package let past: Past
    let facts: RecordFacts
    /// What is shown, in nanoseconds since the session began.
    let span: Range<Int64>
    let verdicts: [RecordReader.Verdict]
    let types: Types?
    /// What is drawn.
    package var series = Series.allCases
    /// To be set before it is drawn.
    package var answer = Answer(word: "", clause: "")

    init(
        _ past: Past, _ facts: RecordFacts, span: Range<Int64>, verdicts: [RecordReader.Verdict] = [],
        types: Types? = nil
    ) {
        var past = past
        past.leaks.judge()
        (self.past, self.facts, self.verdicts, self.types) = (past, facts, verdicts, types)
        let newest = max(past.latest?.moment.elapsed ?? 0, past.events.incidents.last?.elapsed ?? 0) + 1
        let end = min(span.upperBound, newest)
        self.span = min(span.lowerBound, end - 1)..<end
    }

    /// What ran.
    var workload: String { facts[.workload] ?? past.latest?.progress.workload ?? "a run" }

    /// When, for how long, and with what, in one line.
    var circumstances: String {
        let length = "\(UTCTime.clock(span.upperBound - span.lowerBound)) long"
        let part = span.lowerBound > 0 ? ["from \(UTCTime.clock(span.lowerBound)) on"] : []
        let began =
            facts[.began].flatMap { Int64($0) } ?? past.latest.map { $0.moment.unix - $0.moment.elapsed }
        let host = facts[.host].map { ["on \($0)"] } ?? []
        let version = facts[.phantop].map { ["phantop \($0)"] } ?? []
        return ([began.map { "began \(UTCTime.sentence($0))" } ?? "", length] + part + version + host)
            .filter { !$0.isEmpty }.joined(separator: ", ")
    }

    /// What somebody did and what became of the run in the span, with numbers from 1.
    var incidents: [(number: Int, incident: Incident)] {
        past.events.incidents(in: span).enumerated().map { ($0.offset + 1, $0.element) }
    }

    /// A graph of one of the series.
    func graph(of series: Series, columns: Int) -> GraphDrawing {
        let width = max(1, (span.upperBound - span.lowerBound + Int64(columns) - 1) / Int64(columns))
        return GraphDrawing(
            series: series,
            columns: past.series[series].columns(from: span.lowerBound, width: width, count: columns),
            span: span.lowerBound..<(span.lowerBound + width * Int64(columns)),
            marks: incidents.map { number, incident in
                GraphDrawing.Mark(
                    elapsed: incident.elapsed, number: number,
                    text: "\(UTCTime.clock(incident.elapsed)) \(incident.kind.words)")
            },
            sweeps: past.events.sweeps[span].map(\.begin))
    }
}

extension Incident.Kind {
    /// What it was, in words.
    var words: String {
        switch self {
        case .manual(let sweep):
            let what = sweep.trigger == .collection ? "collect" : sweep.isForced ? "evict held" : "evict"
            return "\(what): \(sweep.phantoms) phantoms, \(sweep.weakened) weakened, \(sweep.freed) freed"
        case .change(let old, let new): return new.changes(from: old).joined(separator: ", ")
        case .asked(let words, let viewer): return "\(words), asked for by \(viewer)"
        case .note(let text): return "note: \(text)"
        case .ending(let sentence): return sentence
        }
    }
}

extension Settings {
    /// Every switch with its value.
    var values: [(name: String, value: String)] {
        [
            ("preset", preset.rawValue + (isModified ? ", modified" : "")), ("eviction", eviction),
            ("driver", driver),
            ("owner", owner), ("collects", collects ? "yes" : "no"), ("trims", trims ? "yes" : "no"),
            ("in one go", inOneGo ? "yes" : "no"), ("interval", Decimals.fixed(interval, 3) + " s"),
        ]
    }

    /// What is not as it was.
    func changes(from old: Settings) -> [String] {
        let changes = zip(old.values, values).filter { $0.value != $1.value }.map {
            "\($1.name) \($0.value) → \($1.value)"
        }
        return changes.isEmpty ? ["settings as before"] : changes
    }
}
