package import Telemetry

/// One sweep, or several that followed each other, in little memory.
package struct SweepSpan: Spanning {
    /// Four days of sweeps at the usual interval; of those before, neighbours are one.
    package static var mostKept: Int { 12_288 }

    package let begin: Int64
    /// When the last of them ended; as long as it is one, `begin`.
    package private(set) var end: Int64
    /// How many.
    package private(set) var count: UInt32 = 1
    /// What asked for the last of them.
    package private(set) var trigger: SweepSummary.Trigger
    private var examined: UInt32
    private var phantoms: UInt32
    private var weakened: UInt32
    private var freed: UInt32
    private var held: UInt32
    private var collected: UInt32
    /// Milliseconds.
    private var gilWait: Float
    private var longestGILHold: Float
    private var duration: Float

    /// One sweep, which ended so many nanoseconds after the session began.
    package init(_ sweep: SweepSummary, at elapsed: Int64) {
        (begin, end) = (elapsed, elapsed)
        trigger = sweep.trigger
        examined = UInt32(clamping: sweep.examined)
        phantoms = UInt32(clamping: sweep.phantoms)
        weakened = UInt32(clamping: sweep.weakened)
        freed = UInt32(clamping: sweep.freed)
        held = UInt32(clamping: sweep.held)
        collected = UInt32(clamping: sweep.collected)
        gilWait = Float(sweep.gilWait) / 1e6
        longestGILHold = Float(sweep.longestGILHold) / 1e6
        duration = Float(sweep.duration) / 1e6
    }

    /// What was done is added up; what was held is what the last one found, and times are the longest.
    package mutating func merge(_ later: SweepSpan) {
        end = max(end, later.end)
        count = Self.sum(count, later.count)
        (trigger, held) = (later.trigger, later.held)
        examined = Self.sum(examined, later.examined)
        phantoms = Self.sum(phantoms, later.phantoms)
        weakened = Self.sum(weakened, later.weakened)
        freed = Self.sum(freed, later.freed)
        collected = Self.sum(collected, later.collected)
        gilWait = max(gilWait, later.gilWait)
        longestGILHold = max(longestGILHold, later.longestGILHold)
        duration = max(duration, later.duration)
    }

    /// The figures, with times to the microsecond or so; phases are not remembered.
    package var summary: SweepSummary {
        var sweep = SweepSummary()
        sweep.trigger = trigger
        (sweep.examined, sweep.phantoms) = (Int(examined), Int(phantoms))
        (sweep.weakened, sweep.freed) = (Int(weakened), Int(freed))
        (sweep.held, sweep.collected) = (Int(held), Int(collected))
        sweep.gilWait = Self.nanoseconds(gilWait)
        sweep.longestGILHold = Self.nanoseconds(longestGILHold)
        sweep.duration = Self.nanoseconds(duration)
        return sweep
    }

    private static func sum(_ a: UInt32, _ b: UInt32) -> UInt32 { UInt32(clamping: Int64(a) + Int64(b)) }

    private static func nanoseconds(_ milliseconds: Float) -> Int64 {
        (Int64(exactly: (milliseconds * 1e3).rounded()) ?? 0) * 1000
    }
}

extension SweepSpan {
    package var numbers: [Double] {
        let place = SweepSummary.Trigger.allCases.firstIndex(of: trigger) ?? 0
        return [Double(begin), Double(end), Double(count), Double(place)]
            + [examined, phantoms, weakened, freed, held, collected].map(Double.init)
            + [gilWait, longestGILHold, duration].map(Double.init)
    }

    package init?(takingFrom numbers: inout ArraySlice<Double>) {
        guard let values = numbers.take(13), let begin = Int64(exactly: values[0]),
            let end = Int64(exactly: values[1]), let count = UInt32(exactly: values[2]), count > 0,
            let place = Int(exactly: values[3])
        else { return nil }
        let triggers = SweepSummary.Trigger.allCases
        let counts = values[4..<10].compactMap(UInt32.init(exactly:))
        guard counts.count == 6 else { return nil }
        (self.begin, self.end, self.count) = (begin, end, count)
        trigger = triggers.indices.contains(place) ? triggers[place] : .clock
        (examined, phantoms, weakened) = (counts[0], counts[1], counts[2])
        (freed, held, collected) = (counts[3], counts[4], counts[5])
        (gilWait, longestGILHold, duration) = (Float(values[10]), Float(values[11]), Float(values[12]))
    }
}
