import Testing

@Suite("runs of many plans", .paced) struct LongRunTests {
    private let folder: Folder
    private static let limit = Duration.seconds(180)

    init() throws { folder = try Folder() }

    @Test("1,000 plans of 20 ms each, shorter than the interval of 5 s, see at least three sweeps")
    func clockRunsOn() async throws {
        try folder.workload("quick.py")
        let report = try await Report.of(
            ["quick.py", "--plans", "1000", "--steps", "1", "--interval", "5"], in: folder, within: Self.limit
        )
        #expect(report.plans == 1000 && report.verdicts == .init(pass: 1000))
        // One of them is the final cycle.
        #expect(report.sweeps.count - 1 >= 3)
        #expect(report.registry.end == report.registry.start)
    }

    @Test("200,000 step instances end with the heap within 256 KB of where it was at 10 % of the way")
    func heap() async throws {
        func report(plans: Int) async throws -> Report {
            try await Report.of(
                ["scenario:churn", "--plans", "\(plans)", "--interval", "0.2"], in: folder, within: Self.limit
            )
        }
        let (tenth, whole) = (try await report(plans: 400), try await report(plans: 4000))
        #expect(whole.stepInstances == 200_000 && tenth.stepInstances == 20_000)
        #expect(abs(whole.heap.endBytes - tenth.heap.endBytes) <= 256 << 10)
        #expect(whole.registry.end == whole.registry.start)
        #expect(whole.hosts.deinitialised == whole.hosts.created)
    }
}
