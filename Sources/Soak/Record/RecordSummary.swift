internal import Foundation
internal import History
internal import LeakAnalysis
internal import Telemetry

/// A recorded run in a few figures.
package struct RecordSummary: Sendable, Encodable {
    /// A value at three moments.
    package struct Course: Sendable, Equatable, Encodable {
        /// The first that is remembered.
        package let begin: Int
        /// The largest.
        package let peak: Int
        /// The last.
        package let end: Int
    }

    /// Name of the file, without folders.
    package let record: String
    /// What ran, as on the command line.
    package let workload: String
    /// Seconds from the first snapshot to the last.
    package let seconds: Double
    /// How it ended, in a sentence; nil while it goes on and where it was killed.
    package let outcome: String?
    /// Plan runs that ended.
    package let plans: Int
    /// Steps run when it was measured last.
    package let steps: Int
    /// How often each verdict came out.
    package let verdicts: [String: Int]
    /// Entries of the registry.
    package let entries: Course?
    /// Bytes of Python's heap and of live host objects.
    package let heapBytes: Course?
    /// Threads of the process.
    package let threads: Course?
    /// OK, LEAK, BOUNDED, STEP or UNSURE.
    package let verdict: String
    /// Theil–Sen slope of the heap; nil where it cannot be told.
    package let bytesPerStep: Double?
    /// Theil–Sen slope of the registry; nil where it cannot be told.
    package let entriesPerStep: Double?
    /// Sweeps that have ended.
    package let sweeps: Int
    /// The longest time in milliseconds that a sweep kept the GIL.
    package let longestGILHoldMs: Double
    /// The preset in force at the end, with what was changed since.
    package let preset: String
    /// Seconds between two sweeps at the end.
    package let interval: Double
    /// Version of phantop.
    package let phantop: String?
    /// The machine that it ran on.
    package let host: String?

    /// Whether a run that goes on writes it.
    package let isBeingWritten: Bool

    /// Reads a record through.
    package init(_ reader: RecordReader, name: String) throws(RecordError) {
        self.init(try reader.past(), reader.facts, name: name)
    }

    init(_ past: Past, _ facts: RecordFacts, name: String) {
        var past = past
        past.leaks.judge()
        let latest = past.latest ?? Snapshot()
        record = name
        workload = facts[.workload] ?? latest.progress.workload
        seconds = latest.moment.seconds
        outcome = facts[.outcome]
        isBeingWritten = facts.isBeingWritten
        plans = past.ledger.verdicts.map(\.count).reduce(0, +)
        steps = latest.progress.stepInstances
        verdicts = Dictionary(
            past.ledger.verdicts.map { ($0.verdict, $0.count) }, uniquingKeysWith: { $0 + $1 })
        func course(_ series: Series, above base: Int = 0) -> Course? {
            let whole = past.series[series].columns(from: 0, width: latest.moment.elapsed + 1, count: 1)
            guard let bucket = whole.first ?? nil else { return nil }
            func number(_ value: Double) -> Int { Int(value) + base }
            return Course(
                begin: number(bucket.first), peak: number(bucket.maximum), end: number(bucket.last))
        }
        entries = course(.registry)
        heapBytes = course(.heap, above: latest.heapBaselineBytes ?? 0)
        threads = course(.threads)
        let recorded = RecordedVerdict(past.leaks.verdict, at: 0)
        verdict = recorded.word
        bytesPerStep = recorded.bytesPerStep?.rounded(toDecimals: 3)
        entriesPerStep = recorded.entriesPerStep?.rounded(toDecimals: 6)
        sweeps = past.ledger.sweepCount
        let byHand = past.events.incidents.compactMap { incident -> SweepSummary? in
            if case .manual(let sweep) = incident.kind { sweep } else { nil }
        }
        let holds = past.events.sweeps.elements.map(\.summary.longestGILHold) + byHand.map(\.longestGILHold)
        longestGILHoldMs = Double(holds.max() ?? 0) / 1e6
        preset = Self.words(latest.settings)
        interval = latest.settings.interval
        (phantop, host) = (facts[.phantop], facts[.host])
    }

    private static func words(_ settings: Settings) -> String {
        guard settings.isModified else { return settings.preset.rawValue }
        let flags = [
            settings.collects ? "collect" : nil, settings.trims ? "trim" : nil,
            settings.inOneGo ? "in one go" : nil,
        ]
        let parts = [settings.eviction, settings.driver, settings.owner] + flags.compactMap { $0 }
        return "\(settings.preset.rawValue): \(parts.joined(separator: ", "))"
    }
}
