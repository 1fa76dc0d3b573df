extension LeakVerdict {
    /// Floors without which there is no answer.
    public static let leastFloors = Judgement.least

    /// Judges a run. Takes time in proportion to the square of the floors, at most some milliseconds; worth it when a
    /// window has been closed.
    ///
    /// The first fifth of the floors is dropped; then, for heap and registry alike, in this order:
    /// - STEP when one jump (Pettitt 1979) parts two flat stretches,
    /// - OK when the upper bound of the Theil–Sen slope is within the tolerance,
    /// - BOUNDED when that is so for the second half,
    /// - LEAK when Mann–Kendall with Hamed–Rao variance finds a rise (one-sided p < 0.01), the lower bound is beyond the
    ///   tolerance, even if the noise wanders, the second half rises as well and no more slowly than the first, and the
    ///   rise is more than three times as much as it ever fell.
    ///
    /// Of two different answers the worse one counts: LEAK, then UNSURE, STEP, BOUNDED, OK.
    /// - Parameters:
    ///   - series: the floors.
    ///   - tolerance: growth that is no leak.
    ///   - headroomBytes: bytes from now to the memory limit; nil without a limit.
    public init(of series: FloorSeries, tolerance: Tolerance = Tolerance(), headroomBytes: Int? = nil) {
        let assessment = LeakAssessment(series, tolerance)
        self = assessment?.verdict(headroomBytes) ?? .unsure(LeakAssessment.tooFew(series))
    }
}

/// Both judgements on a run, and the answer they make together.
private struct LeakAssessment {
    /// Turnovers without which a rise is no leak, where they are counted.
    private static let turnovers = 2

    private let series: FloorSeries
    private let heap: Judgement
    private let registry: Judgement

    private var growth: Growth { Growth(bytes: heap.whole.rate, entries: registry.whole.rate) }
    private var used: ArraySlice<Floor> {
        series.floors.dropFirst(Judgement.dropped(of: series.floors.count))
    }

    init?(_ series: FloorSeries, _ tolerance: Tolerance) {
        guard series.floors.count >= Judgement.least else { return nil }
        self.series = series
        heap = Judgement(
            of: Series(series.floors, \.heap), recent: Series(series.recent, \.heap),
            tolerance: tolerance.bytesPerStep)
        registry = Judgement(
            of: Series(series.floors, \.entries), recent: Series(series.recent, \.entries),
            tolerance: tolerance.entriesPerStep)
    }

    static func tooFew(_ series: FloorSeries) -> LeakVerdict.Doubt {
        let missing = Double(Judgement.least - series.floors.count)
        let seconds = (pace(of: series) ?? series.regime?.interval).map { missing * $0 }
        return LeakVerdict.Doubt(reason: .fewFloors, subject: .heap, growth: nil, secondsMore: seconds)
    }

    func verdict(_ headroomBytes: Int?) -> LeakVerdict {
        let findings = [
            (LeakVerdict.Subject.heap, checked(heap.finding())), (.registry, checked(registry.finding())),
        ]
        let leaking = findings.filter { if case .rising = $0.1 { true } else { false } }.map(\.0)
        if !leaking.isEmpty {
            let seconds = leaking.contains(.heap) ? headroomBytes.flatMap(secondsToGrow) : nil
            return .leak(LeakVerdict.Leak(subjects: leaking, growth: growth, secondsToLimit: seconds))
        }
        return findings.compactMap(answer).max { $0.weight < $1.weight } ?? .ok(growth)
    }

    /// Nothing leaks that may only be waiting for a plan to end or for a collection.
    private func checked(_ finding: Judgement.Finding) -> Judgement.Finding {
        guard case .rising = finding, let first = used.first?.turnovers, let last = used.last?.turnovers
        else {
            return finding
        }
        return last - first < Self.turnovers ? .doubtful(.turnover, floors: nil) : finding
    }

    private func answer(_ subject: LeakVerdict.Subject, _ finding: Judgement.Finding) -> LeakVerdict? {
        switch finding {
        case .flat, .rising: nil
        case .settled(let height): .bounded(change(subject, at: used.count / 2, height))
        case .jumped(let index, let height): .step(change(subject, at: index, height))
        case .doubtful(let reason, let floors):
            .unsure(
                LeakVerdict.Doubt(
                    reason: reason, subject: subject, growth: growth,
                    secondsMore: floors.flatMap { floors in Self.pace(of: series).map { $0 * floors } }))
        }
    }

    private func change(_ subject: LeakVerdict.Subject, at index: Int, _ height: Double) -> LeakVerdict.Change
    {
        let floor = used[used.startIndex + index]
        let low = subject == .heap ? floor.heap : floor.entries
        return LeakVerdict.Change(
            subject: subject, height: height, seconds: low.seconds, steps: low.steps, growth: growth)
    }

    private func secondsToGrow(by bytes: Int) -> Double? {
        guard let first = series.recent.first?.heap, let last = series.recent.last?.heap,
            last.seconds > first.seconds
        else { return nil }
        let stepsPerSecond = Double(last.steps - first.steps) / (last.seconds - first.seconds)
        let bytesPerSecond = growth.bytes.perStep * stepsPerSecond
        return bytesPerSecond > 0 ? Double(max(0, bytes)) / bytesPerSecond : nil
    }

    /// Seconds per floor.
    private static func pace(of series: FloorSeries) -> Double? {
        guard let last = series.floors.last, series.floors.count > 1 else { return nil }
        return (last.heap.seconds - series.begin) / Double(series.floors.count)
    }
}

extension LeakVerdict {
    /// Of two answers the one with more weight counts.
    fileprivate var weight: Int {
        switch self {
        case .ok: 0
        case .bounded: 1
        case .step: 2
        case .unsure: 3
        case .leak: 4
        }
    }
}

extension Series {
    fileprivate init(_ floors: [Floor], _ quantity: KeyPath<Floor, Floor.Low>) {
        self.init(
            positions: floors.map { Double($0[keyPath: quantity].steps) },
            values: floors.map { Double($0[keyPath: quantity].value) })
    }
}
