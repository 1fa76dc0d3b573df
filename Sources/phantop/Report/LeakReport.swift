internal import LeakAnalysis
internal import History
internal import Dashboard

/// Whether a run leaks, as a report writes it.
struct LeakReport: Encodable {
    /// OK, LEAK, BOUNDED, STEP or UNSURE.
    let verdict: String
    /// What stands against an answer, in a word; for UNSURE.
    private(set) var reason: String?
    /// Seconds that an answer would have taken longer, if that can be told; for UNSURE.
    private(set) var secondsMore: Double?
    /// What grows: heap, registry, or both; for everything but OK.
    private(set) var subjects: [String]?
    /// Theil–Sen slope of the heap.
    private(set) var bytesPerStep: Double?
    /// Where that lies with a confidence of 95 %: lowest, highest.
    private(set) var interval: [Double]?
    /// Theil–Sen slope of the registry.
    private(set) var entriesPerStep: Double?
    /// Where that lies with a confidence of 95 %: lowest, highest.
    private(set) var entriesInterval: [Double]?
    /// Bytes or entries that came at once or before it went flat; for STEP and BOUNDED.
    private(set) var height: Double?
    /// When that was, in seconds since the session began; for STEP and BOUNDED.
    private(set) var atSeconds: Double?
    /// Seconds to the memory limit at this pace; for LEAK.
    private(set) var secondsToLimit: Double?
    /// Windows between two sweeps of which all this was drawn.
    let windows: Int
    /// Floors that they were merged to.
    let floors: Int
    /// Bytes per step that are no leak.
    let tolerance: Double

    init(_ watch: LeakWatch) {
        verdict = watch.verdict.word
        windows = watch.series.windows
        floors = watch.series.floors.count
        tolerance = watch.tolerance.bytesPerStep
        if let growth = watch.verdict.growth { take(growth) }
        switch watch.verdict {
        case .ok: break
        case .leak(let leak):
            subjects = leak.subjects.map(Self.name)
            secondsToLimit = leak.secondsToLimit
        case .bounded(let change), .step(let change):
            subjects = [Self.name(change.subject)]
            (height, atSeconds) = (change.height, change.seconds)
        case .unsure(let doubt):
            subjects = [Self.name(doubt.subject)]
            (reason, secondsMore) = ("\(doubt.reason)", doubt.secondsMore)
        }
    }

    private mutating func take(_ growth: Growth) {
        (bytesPerStep, interval) = (growth.bytes.perStep, Self.bounds(growth.bytes))
        (entriesPerStep, entriesInterval) = (growth.entries.perStep, Self.bounds(growth.entries))
    }

    /// JSON has no infinity: without bounds there is no interval.
    private static func bounds(_ rate: Rate) -> [Double]? {
        let bounds = [rate.interval.lowerBound, rate.interval.upperBound]
        return bounds.allSatisfy(\.isFinite) ? bounds : nil
    }

    private static func name(_ subject: LeakVerdict.Subject) -> String {
        switch subject {
        case .heap: "heap"
        case .registry: "registry"
        }
    }
}
