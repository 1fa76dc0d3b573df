import Testing

@Suite("what 50 plans of 50 steps leave behind", .paced) struct OutcomeTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func report(_ preset: String, plans: Int = 50, _ more: [String] = []) async throws -> Report {
        try await Report.of(["scenario:churn", "--preset", preset, "--plans", "\(plans)"] + more, in: folder)
    }

    @Test(
        "under stock the registry grows by an entry a step and more, phantoms pile up, and so does the heap")
    func stock() async throws {
        let (half, whole) = (try await report("stock", plans: 25), try await report("stock"))
        #expect(whole.plans == 50 && whole.stepInstances == 2500)
        #expect(whole.registry.end - whole.registry.start >= whole.stepInstances)
        #expect(
            whole.registry.phantomsEnd >= 2500 && whole.registry.phantomsEnd >= 2 * half.registry.phantomsEnd)
        #expect(whole.heap.bytesPerStep > 100)
        // Steadily: the second half costs what the first did, within a tenth.
        let ratio = Double(whole.heap.growthBytes) / Double(half.heap.growthBytes)
        #expect(1.8 < ratio && ratio < 2.2, "\(ratio)")
        #expect(whole.sweeps.weakened == 0 && whole.sweeps.phantoms == 0)
    }

    @Test(
        "under sweep it ends where it began: entries exactly, every host gone, the heap within 64 KB of five plans"
    )
    func sweep() async throws {
        let (few, whole) = (try await report("sweep", plans: 5), try await report("sweep"))
        #expect(whole.registry.end == whole.registry.start && whole.registry.phantomsEnd == 0)
        #expect(whole.registry.peak > 2500)
        #expect(whole.hosts.created >= 2550 && whole.hosts.deinitialised == whole.hosts.created)
        #expect(abs(whole.heap.endBytes - few.heap.endBytes) <= 64 << 10)
        #expect(whole.verdicts == .init(pass: 50) && whole.stepVerdicts == .init(pass: 2500))
    }

    @Test("under sweep with a clock the registry saw-tooths, far below one entry a step")
    func sawTooth() async throws {
        let report = try await report("sweep", ["--interval", "0.2", "--rate", "25"])
        #expect(report.sweeps.count >= 6)
        #expect(report.registry.peak < 2000)
        #expect(report.registry.end == report.registry.start)
        #expect(report.sweeps.phantoms > 2000 && report.sweeps.weakened > 2000)
    }

    @Test("under prompt there is never a phantom, and a plan's entries leave with it")
    func prompt() async throws {
        let report = try await report("prompt")
        #expect(report.registry.phantomsEnd == 0 && report.sweeps.phantoms == 0)
        #expect(report.registry.peak <= 100)
        #expect(report.registry.end == report.registry.start)
        #expect(report.hosts.deinitialised == report.hosts.created)
    }

    @Test(
        "no preset needs more threads at the end than at the start", arguments: ["stock", "sweep", "prompt"])
    func threads(preset: String) async throws {
        let report = try await report(preset, plans: 5)
        #expect(report.threads.end <= report.threads.start && report.threads.peak <= report.threads.start + 1)
    }

    @Test(
        "a step keeps its identity and its state across sweeps and collections, also when it refers to itself"
    )
    func keeps() async throws {
        try folder.workload("keeps.py")
        for preset in ["sweep", "prompt"] {
            let report = try await Report.of(
                ["keeps.py", "--preset", preset, "--plans", "20", "--interval", "0.1"], in: folder)
            #expect(report.stepVerdicts == .init(pass: 20), "\(preset)")
            #expect(report.hosts.deinitialised == report.hosts.created, "\(preset)")
            #expect(report.registry.end == report.registry.start, "\(preset)")
        }
    }
}
