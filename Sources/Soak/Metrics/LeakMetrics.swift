internal import LeakAnalysis

/// Whether a run leaks, as metrics.
enum LeakMetrics {
    static let families: [MetricFamily] =
        [
            .states("phantop_verdict", "Whether the run leaks.", LeakVerdict.words) { $0.verdict.word },
            .gauge("phantop_leak_windows", nil, "Windows between two sweeps of which the verdict is drawn.") {
                Double($0.windows)
            },
            .gauge("phantop_leak_tolerance", "bytes_per_step", "Growth of the heap that is no leak.") {
                $0.tolerance.bytesPerStep
            },
            .gauge(
                "phantop_leak_memory_left", "seconds",
                "Time until a leak has reached the memory limit, at its present pace."
            ) {
                guard case .leak(let leak) = $0.verdict else { return nil }
                return leak.secondsToLimit
            },
            .gauge("phantop_leak_answer_due", "seconds", "Time until there is probably an answer.") {
                guard case .unsure(let doubt) = $0.verdict else { return nil }
                return doubt.secondsMore
            },
        ] + rate("bytes_per_step", "the heap", \.bytes) + rate("entries_per_step", "the registry", \.entries)

    /// A rate and the ends of its interval.
    private static func rate(
        _ unit: String, _ what: String, _ rate: any KeyPath<Growth, Rate> & Sendable
    ) -> [MetricFamily] {
        [
            .gauge("phantop_leak", unit, "Growth of \(what) with every step.") {
                $0.growth?[keyPath: rate].perStep
            },
            .gauge("phantop_leak_lower", unit, "The least that it is, with a confidence of 95 %.") {
                $0.growth?[keyPath: rate].interval.lowerBound
            },
            .gauge("phantop_leak_upper", unit, "The most that it is, with a confidence of 95 %.") {
                $0.growth?[keyPath: rate].interval.upperBound
            },
        ]
    }
}
