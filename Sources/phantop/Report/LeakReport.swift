internal import LeakAnalysis
internal import History
internal import Dashboard
internal import Telemetry

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
            secondsToLimit = leak.secondsToLimit?.rounded(toDecimals: 0)
        case .bounded(let change), .step(let change):
            subjects = [Self.name(change.subject)]
            (height, atSeconds) = (
                change.height.rounded(toDecimals: 0), change.seconds.rounded(toDecimals: 3)
            )
        case .unsure(let doubt):
            subjects = [Self.name(doubt.subject)]
            (reason, secondsMore) = ("\(doubt.reason)", doubt.secondsMore?.rounded(toDecimals: 1))
        }
    }

    private mutating func take(_ growth: Growth) {
        bytesPerStep = growth.bytes.perStep.rounded(toDecimals: 3)
        interval = Self.bounds(growth.bytes, decimals: 3)
        entriesPerStep = growth.entries.perStep.rounded(toDecimals: 6)
        entriesInterval = Self.bounds(growth.entries, decimals: 6)
    }

    /// JSON has no infinity: without bounds there is no interval.
    private static func bounds(_ rate: Rate, decimals: Int) -> [Double]? {
        let bounds = [rate.interval.lowerBound, rate.interval.upperBound].map {
            $0.rounded(toDecimals: decimals)
        }
        return bounds.allSatisfy(\.isFinite) ? bounds : nil
    }

    private static func name(_ subject: LeakVerdict.Subject) -> String {
        switch subject {
        case .heap: "heap"
        case .registry: "registry"
        }
    }
}
