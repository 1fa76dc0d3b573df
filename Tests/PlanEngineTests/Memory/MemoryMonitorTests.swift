import PythonBridge
import PythonSupport
import Telemetry
import Testing
import Threading

@testable import PlanEngine

@Suite("MemoryMonitor") @PythonThread
struct MemoryMonitorTests {
    @Test("while a plan runs its steps are live, also for a sweep in the middle; afterwards they are not")
    func live() throws {
        let lab = try Lab()
        try lab.script.run(
            """
            class Sweeping(Step):
                def Run(self): evict_abandoned()
            plan = make(Sweeping(), Step())
            """)
        try lab.run("plan")
        #expect(lab.cycles.map(\.weakened) == [0])
        try lab.script.run("del plan")
        #expect(try lab.sweep().weakened == 2)
        #expect(lab.registry.census.entries == 0)
    }

    @Test("the clock runs from the first plan on, across plans, until the final cycle")
    func clock() throws {
        let lab = try Lab()
        #expect(lab.monitor.nextTick == nil)
        try lab.script.run("plan = make(Step())")
        try lab.run("plan")
        let tick = try #require(lab.monitor.nextTick)
        for _ in 0..<3 { try lab.run("plan") }
        #expect(lab.monitor.nextTick == tick)
        lab.interpreter.withGIL { lab.monitor.finalCycle(holding: &$0) }
        #expect(lab.monitor.nextTick == nil)
    }

    @Test("plans shorter than the interval are swept nevertheless")
    func shortPlans() throws {
        let lab = try Lab(interval: 0.1)
        try lab.script.run("import time")
        // One plan after the other, each over in a few milliseconds.
        let isSwept = Deadline.wait {
            guard (try? lab.script.run("plan = make(Step(), Step()); time.sleep(0.002)")) != nil else {
                return false
            }
            _ = try? lab.run("plan")
            return lab.cycles.filter { $0.trigger == .clock }.count >= 3
        }
        #expect(isSwept)
        #expect(lab.cycles.contains { $0.weakened > 0 })
    }

    @Test(
        "the final cycle collects, and everything that plans left goes", arguments: [Preset.sweep, .prompt])
    func finalCycle(preset: Preset) throws {
        let lab = try Lab(preset)
        let before = lab.registry.census.entries
        for _ in 0..<3 {
            try lab.script.run(
                """
                step = Step('a', Step('b')); step.me = step; step.log.Info("x"); plan = make(step)
                step.plan = plan; trail.clear(); del step
                """)
            try lab.run("plan")
        }
        try lab.script.run("del plan")
        lab.interpreter.withGIL { lab.monitor.finalCycle(holding: &$0) }
        #expect(lab.registry.census.entries == before)
        #expect(lab.registry.census.hostsCreated == lab.registry.census.hostsDeinitialised)
        #expect(lab.cycles.last?.trigger == .final)
    }

    @Test("under stock the final cycle takes nothing away and is not refused")
    func finalCycleStock() throws {
        let lab = try Lab(.stock)
        try lab.script.run("plan = make(Step())")
        try lab.run("plan")
        let before = lab.registry.census.entries
        lab.interpreter.withGIL { lab.monitor.finalCycle(holding: &$0) }
        #expect(lab.registry.census.entries == before)
        #expect(lab.refusals.isEmpty)
    }

    @Test("the thread ends within five seconds, also when nothing ever ran", arguments: Preset.allCases)
    func finish(preset: Preset) throws {
        let lab = try Lab(preset)
        let begin = Uptime.nanoseconds
        #expect(lab.finish())
        #expect(Uptime.nanoseconds - begin < 5_000_000_000)
    }

    @Test("requests are answered from the thread: a sweep, a collection, and who holds what")
    func requests() throws {
        let lab = try Lab()
        try lab.script.run("Step(); kept = [Step()]; ring = []; ring.append(ring); del ring")
        lab.monitor.evict(forced: false)
        #expect(Deadline.wait { lab.cycles.count == 1 })
        #expect(lab.cycles[0].trigger == .manual && lab.cycles[0].weakened == 1 && lab.cycles[0].held == 1)
        lab.monitor.collect()
        #expect(Deadline.wait { lab.cycles.count == 2 })
        #expect(lab.cycles[1].trigger == .collection && lab.cycles[1].weakened == 0)
        lab.monitor.findHolders()
        #expect(Deadline.wait { !lab.holders.isEmpty })
        #expect(lab.holders[0].type == "Step" && lab.holders[0].chain.contains("kept"))
        #expect(Deadline.wait { !lab.monitor.isSweepPending })
    }

    @Test("a forced eviction severs what Python holds")
    func forced() throws {
        let lab = try Lab()
        try lab.script.run("kept = [Step('mine')]; kept[0].own = 5")
        lab.monitor.evict(forced: true)
        #expect(Deadline.wait { lab.cycles.count == 1 })
        #expect(lab.cycles[0].isForced && lab.cycles[0].weakened == 1)
        #expect(lab.script.error("kept[0].Name")?.hasPrefix("ReferenceError: ") == true)
        #expect(try lab.script.text("kept[0].own") == "5")
    }

    @Test("a sweep that the switches forbid is refused visibly, a script's by RuntimeError")
    func refused() throws {
        let lab = try Lab(.stock)
        lab.monitor.evict(forced: false)
        #expect(Deadline.wait { lab.refusals == ["eviction is switched off (never)"] })
        #expect(lab.script.error("evict_abandoned()") == "RuntimeError: eviction is switched off (never)")
    }

    @Test("from stock to sweep in the middle of a run: the clock is armed, and what had piled up goes")
    func switched() throws {
        let lab = try Lab(.stock)
        lab.context.listeners = [SwitchAtRow(monitor: lab.monitor)]
        for _ in 0..<3 {
            try lab.script.run("plan = make(Step('', Step()))")
            try lab.run("plan")
        }
        #expect(lab.monitor.nextTick == nil)
        try lab.script.run(
            "class Telling(Step):\n    def Run(self): self.PublishResult('t', [], [])\nplan = make(Telling())"
        )
        try lab.run("plan")
        #expect(lab.monitor.nextTick != nil)
        #expect(lab.registry.policy.eviction == .sweep)
        try lab.script.run("del plan")
        try lab.sweep()
        #expect(lab.registry.census.entries == 0)
    }

    @Test("settings are read and changed by name, from Swift and from Python")
    func settings() throws {
        let lab = try Lab(interval: 30)
        #expect(try lab.script.text("get_setting('CleanupIntervalSeconds')") == "30.0")
        try lab.script.run(
            "set_setting('CleanupIntervalSeconds', 5); set_setting('Owner', 'registry'); set_setting('TrimHeap', True)"
        )
        #expect(lab.monitor.current.interval == 5)
        #expect(
            lab.monitor.current.owner == "registry" && lab.monitor.current.trims
                && lab.monitor.current.isModified)
        #expect(lab.registry.policy.owner == .registry)
        #expect(try lab.script.text("get_setting('Owner'), get_setting('TrimHeap')") == "('registry', True)")
    }

    @Test(
        "a setting that cannot be is refused with the reason",
        arguments: [
            (
                "set_setting('CleanupIntervalSeconds', 0.05)",
                "ValueError: CleanupIntervalSeconds must be 0.1 to 3600.0"
            ),
            (
                "set_setting('CleanupIntervalSeconds', 1e9)",
                "ValueError: CleanupIntervalSeconds must be 0.1 to 3600.0"
            ),
            (
                "set_setting('CleanupIntervalSeconds', float('nan'))",
                "ValueError: CleanupIntervalSeconds must be 0.1 to 3600.0"
            ),
            (
                "set_setting('CleanupIntervalSeconds', 'x')",
                "ValueError: CleanupIntervalSeconds must be 0.1 to 3600.0"
            ),
            ("set_setting('Owner', 'nobody')", "ValueError: Owner must be one of registry, host"),
            ("set_setting('TrimHeap', 1)", "ValueError: TrimHeap must be True or False"),
            ("set_setting('TrimHeap', None)", "TypeError: TrimHeap takes a number, a str or a bool"),
            ("set_setting('Nothing', 1)", "ValueError: there is no setting 'Nothing'"),
            ("get_setting(5)", "TypeError: argument 1 must be a str"),
        ])
    func badSettings(statement: String, expected: String) throws {
        let lab = try Lab()
        #expect(lab.script.error(statement) == expected)
    }
}

/// Switches to the preset `sweep` at the first row.
private struct SwitchAtRow: ResultListener {
    let monitor: MemoryMonitor

    func publish(_ row: ResultRow) { monitor.apply(.sweep) }
}

extension Lab {
    /// Why sweeps were refused.
    fileprivate var refusals: [String] {
        events.compactMap { if case .sweepRefused(let reason) = $0 { reason } else { nil } }
    }

    /// The chains that were found last.
    fileprivate var holders: [HolderChain] {
        events.reversed().compactMap { if case .holdersFound(let chains) = $0 { chains } else { nil } }.first
            ?? []
    }
}
