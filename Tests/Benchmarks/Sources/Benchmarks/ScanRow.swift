internal import PythonBridge

/// A sweep that finds nothing to do, against the notes' algorithm over as many entries.
struct ScanRow {
    let rig: Rig

    func measure(holding gil: inout GIL) throws -> [Finding] {
        var findings: [Finding] = []
        for count in [10_000, 100_000, 1_000_000] {
            findings.append(try scan(count, holding: &gil))
        }
        return findings
    }

    private func scan(_ count: Int, holding gil: inout GIL) throws -> Finding {
        let census = rig.registry.census
        let before = census.entries
        try rig.populate(count, .plan, holding: &gil)
        try BenchmarkError.expect("entries", census.entries - before, count)
        let notes = NotesRegistry(count: count)
        // What the engine asks for every group that it meets: a look into a dictionary behind a lock.
        let live = LivePlans([Group(number: 1)])
        var times = (ours: [Double](), notes: [Double]())
        for round in 0...max(3, min(rig.repetitions, 30_000_000 / count)) {
            let (begin, report) = (
                Stopwatch.thread, try rig.registry.evictAbandoned(holding: &gil, live.isAbandoned)
            )
            let middle = Stopwatch.thread
            let released = notes.evictAbandonedObjects(notes.isAbandoned)
            let end = Stopwatch.thread
            guard round > 0 else { continue }
            times.ours.append(Double(middle - begin) / 1e3)
            times.notes.append(Double(end - middle) / 1e3)
            try BenchmarkError.expect("entries examined", report.examined, census.entries)
            try BenchmarkError.expect("entries weakened", report.weakened, 0)
            try BenchmarkError.expect("entries released by the notes' algorithm", released, 0)
        }
        try rig.clear(holding: &gil)
        return Finding(
            measure: "scan of \(count) entries, GIL time", ours: Stopwatch.quantile(0.5, of: times.ours),
            unit: .microseconds, rival: "the notes", theirs: Stopwatch.quantile(0.5, of: times.notes),
            target: count == 1_000_000 ? .ratio(25) : nil)
    }
}
