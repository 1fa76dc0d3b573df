internal import PythonBridge

/// Instances of Python subclasses: made, dropped, and, where they are ours, swept.
struct LifeRow {
    /// Instances between two sweeps: a plan of the notes.
    private static let batch = 50
    /// Sweeps in one round.
    private static let batches = 400

    let rig: Rig

    func measure(holding gil: inout GIL) throws -> [Finding] {
        try findings("create and drop, bare", kind: "bare", holding: &gil)
            + findings("create and drop, __init__, 2 attributes", kind: "full", holding: &gil)
    }

    private func findings(_ measure: String, kind: String, holding gil: inout GIL) throws -> [Finding] {
        let ours = try rig.call(kind, [.object(rig.ours.meter)], holding: &gil)
        let theirs = try rig.rivals.map { try rig.call(kind, [.object($0.meter)], holding: &gil) }
        return try rig.compete(measure, holding: &gil) { (index, gil) in
            index == 0
                ? try makeOurs(ours, holding: &gil)
                : try makeTheirs(theirs[index - 1], of: rig.rivals[index - 1], holding: &gil)
        }
    }

    /// - Returns: nanoseconds for one object, its share of the sweep included.
    private func makeOurs(_ kind: PythonObject, holding gil: inout GIL) throws -> Double {
        let census = rig.registry.census
        let (entries, made, gone) = (census.entries, census.hostsCreated, census.hostsDeinitialised)
        let create = try rig.contest.attribute("create", holding: &gil)
        let batches = Self.batches
        let begin = Stopwatch.thread
        for _ in 0..<batches {
            try create.call([.object(kind), .int(Self.batch)], holding: &gil)
            let report = try rig.registry.evictAbandoned(holding: &gil) { _ in true }
            try BenchmarkError.expect("wrappers freed by the sweep", report.freed, Self.batch)
        }
        let time = Stopwatch.thread - begin
        try BenchmarkError.expect("objects made", census.hostsCreated - made, batches * Self.batch)
        try BenchmarkError.expect("objects gone", census.hostsDeinitialised - gone, batches * Self.batch)
        try BenchmarkError.expect("entries left", census.entries - entries, 0)
        return Double(time) / Double(batches * Self.batch)
    }

    private func makeTheirs(_ kind: PythonObject, of rival: Rig.Rival, holding gil: inout GIL) throws
        -> Double
    {
        let count = Self.batches * Self.batch
        let create = try rig.contest.attribute("create", holding: &gil)
        let before = try counters(of: rival, holding: &gil)
        let begin = Stopwatch.thread
        for _ in 0..<Self.batches { try create.call([.object(kind), .int(Self.batch)], holding: &gil) }
        let time = Stopwatch.thread - begin
        let after = try counters(of: rival, holding: &gil)
        if let before, let after {
            try BenchmarkError.expect("objects that \(rival.name) made", after.made - before.made, count)
            try BenchmarkError.expect(
                "objects that \(rival.name) destroyed", after.destroyed - before.destroyed, count)
        }
        return Double(time) / Double(count)
    }

    /// Objects made and destroyed so far; nil for plain Python, which does not count.
    private func counters(
        of rival: Rig.Rival, holding gil: inout GIL
    ) throws -> (made: Int, destroyed: Int)? {
        guard rival.name != "plain Python" else { return nil }
        func count(_ name: String, _ gil: inout GIL) throws -> Int {
            let value = try rival.module.attribute(name, holding: &gil).call(holding: &gil).value(
                holding: &gil)
            guard case .int(let count) = value else { throw BenchmarkError.unusable("\(name) is no number") }
            return count
        }
        return (try count("made", &gil), try count("destroyed", &gil))
    }
}
