internal import CBenchmarks
internal import PythonBridge

/// What a sweep allocates, at its highest, beyond what there was when it began.
struct MemoryRow {
    /// What the sweep finds.
    private enum Finds: String, CaseIterable {
        case inUse = "in use"
        case abandoned = "abandoned"
        case held = "held by Python"

        /// Kilobytes that suffice for a registry of any size; who decides about what is held has tables of fixed size.
        var bound: Double { self == .held ? 1024 : 16 }
    }

    let rig: Rig

    func measure(holding gil: inout GIL) throws -> [Finding] {
        var findings: [Finding] = []
        for finds in Finds.allCases {
            for count in [10_000, 100_000, 1_000_000] {
                let bytes = try most(finds, count, holding: &gil)
                findings.append(
                    Finding(
                        measure: "memory of a sweep, \(count) \(finds.rawValue)", ours: bytes / 1e3,
                        unit: .kilobytes, rival: finds == .inUse ? "the notes" : "",
                        theirs: finds == .inUse ? mostOfNotes(count) / 1e3 : nil, target: .limit(finds.bound))
                )
            }
        }
        return findings
    }

    private func most(_ finds: Finds, _ count: Int, holding gil: inout GIL) throws -> Double {
        let held = try rig.populate(count, finds == .inUse ? .plan : .plansOfFifty, holding: &gil)
        if finds == .abandoned { try rig.call("drop", [.object(held)], holding: &gil) }
        let live = LivePlans(finds == .inUse ? [Group(number: 1)] : [])
        // As the engine's clock does it.
        var sweep = Sweep(of: rig.registry, isThorough: false)
        allocations_begin()
        while try sweep.advance(budget: 500_000, holding: &gil, isAbandoned: live.isAbandoned) {}
        let most = Double(allocations_end())
        try BenchmarkError.expect(
            "entries weakened", sweep.report.weakened, finds == .abandoned ? count : 0)
        try rig.call("forget", [.object(held)], holding: &gil)
        try rig.clear(holding: &gil)
        return most
    }

    private func mostOfNotes(_ count: Int) -> Double {
        let notes = NotesRegistry(count: count)
        allocations_begin()
        _ = notes.evictAbandonedObjects(notes.isAbandoned)
        return Double(allocations_end())
    }
}
