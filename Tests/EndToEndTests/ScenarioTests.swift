import Testing

@Suite("scenarios", .paced) struct ScenarioTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func report(_ name: String, _ more: String...) async throws -> Report {
        try await Report.of(["scenario:\(name)"] + more, in: folder, within: .seconds(90))
    }

    @Test("the list names every scenario with one line about it")
    func list() async throws {
        let outcome = try await Program.run(["run", "--list-scenarios"], in: folder)
        let names = outcome.output.split(separator: "\n").map { $0.prefix { $0 != " " } }
        #expect(
            names == [
                "churn", "parent-reference", "self-reference", "held", "free-floating", "reuse", "gil-hog",
                "pool",
                "threads", "burst",
            ])
    }

    @Test(
        "a cycle through both heaps is taken apart",
        arguments: [["--preset", "sweep"], ["--preset", "prompt"]])
    func parentReference(preset: [String]) async throws {
        let report = try await report("parent-reference", preset[0], preset[1], "--plans", "20")
        #expect(report.registry.end == report.registry.start)
        #expect(report.hosts.deinitialised == report.hosts.created)
        #expect(report.stepVerdicts == .init(pass: 1000))
    }

    @Test("the state of a live step that refers to itself survives sweeps and collections in mid-plan")
    func selfReference() async throws {
        let report = try await report("self-reference")
        #expect(report.stepVerdicts == .init(pass: 100))
        #expect(report.hosts.deinitialised == report.hosts.created)
    }

    @Test("what a module-level list holds is spared, counted, and its holder is named")
    func held() async throws {
        let report = try await report("held", "--plans", "4", "--interval", "0.1", "--rate", "10")
        #expect(report.stepVerdicts == .init(pass: 200))
        #expect(report.sweeps.held == 200)
        #expect(report.registry.end == 200)
        #expect(
            report.holders == [
                .init(type: "Remembered", count: 200, chain: "module held . CACHE [list] → Remembered")
            ])
    }

    @Test("steps that are being built while sweeps run are not harmed")
    func freeFloating() async throws {
        let report = try await report("free-floating", "--plans", "10")
        #expect(report.stepVerdicts == .init(pass: 50))
        #expect(report.hosts.deinitialised == report.hosts.created)
    }

    @Test(
        "with owner host a plan that runs again finds the state of its steps, with owner registry it is lost")
    func reuse() async throws {
        let (host, registry) = (try await report("reuse"), try await report("reuse", "--owner", "registry"))
        #expect(host.stepVerdicts == .init(pass: 200))
        #expect(host.identity.losses == 0)
        #expect(registry.stepVerdicts.pass == 0)
        #expect(registry.identity.losses >= 190)
    }

    @Test("a step that keeps the GIL grows threads with the pool driver, and none with the thread of its own")
    func pool() async throws {
        let (thread, pool) = (
            try await report("gil-hog", "--plans", "1"), try await report("pool", "--plans", "1")
        )
        #expect(thread.threads.peak == thread.threads.start)
        #expect(pool.threads.peak >= pool.threads.start + 3)
        // Capped: items and so threads stay below what would harm the machine.
        #expect(pool.threads.peak < pool.threads.start + 256)
        #expect(pool.registry.end == pool.registry.start)
    }

    @Test("timer threads that outlive their step keep what they refer to, and the process ends all the same")
    func threads() async throws {
        let report = try await report("threads")
        #expect(report.stepVerdicts == .init(pass: 100))
        #expect(report.threads.peak > report.threads.start)
        #expect(report.registry.end == report.sweeps.held)
    }

    @Test("a hundred thousand objects at once are all given back")
    func burst() async throws {
        let report = try await report("burst", "--plans", "1")
        #expect(report.registry.peak >= 100_000)
        #expect(report.registry.end == report.registry.start)
        #expect(report.hosts.deinitialised == report.hosts.created)
    }
}
