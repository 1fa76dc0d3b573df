import PythonBridge
import PythonSupport
import Telemetry
import Testing
import Threading

@testable import PlanEngine

@Suite("RunControl") @PythonThread
struct RunControlTests {
    @Test("pausing, resuming and stopping change the phase; nothing follows a stop")
    func phases() {
        let control = RunControl()
        #expect(control.current == .running)
        control.resume()
        #expect(control.current == .running)
        control.pause()
        control.pause()
        #expect(control.current == .paused)
        control.resume()
        #expect(control.current == .running)
        control.stop()
        control.pause()
        control.resume()
        #expect(control.current == .stopping)
    }

    @Test("a paused run waits before its next step, lets Python go meanwhile, and goes on when told")
    func pause() throws {
        let lab = try Lab()
        let (control, progress, interpreter) = (lab.control, lab.progress, lab.interpreter)
        try lab.script.run("plan = make(Step('a'), Step('b'), Step('c'))")
        let order = Locked<[String]>([])
        control.pause()
        let person = DedicatedThread(name: "person") {
            _ = Deadline.wait { progress.current.plan == 1 }
            interpreter.withGIL { _ in order.withLock { $0.append("person has the GIL") } }
            control.resume()
        }
        try lab.run("plan")
        order.withLock { $0.append("plan is over") }
        #expect(person.join(nanoseconds: 20_000_000_000))
        #expect(order.withLock { $0 } == ["person has the GIL", "plan is over"])
        #expect(try lab.script.text("len(trail)") == "9")
    }

    @Test("a stop ends the run before the next step: what did not run makes the plan's verdict Aborted")
    func stop() throws {
        let lab = try Lab()
        lab.context.listeners = [StopAtRow(control: lab.control)]
        try lab.script.run(
            """
            class Telling(Step):
                def Run(self):
                    self.UpgradeVerdict(Verdict.Pass)
                    self.PublishResult("t", [], [])
            plan = make(Step('a', Telling('b'), Step('c')), Step('d'))
            """)
        let run = try lab.run("plan")
        #expect(try lab.script.text("[t for t in trail if 'run' in t]") == "['run a']")
        #expect(
            try lab.script.text("plan.Verdict.name, plan.ChildTestSteps[0].Verdict.name")
                == "('Aborted', 'Aborted')")
        #expect(try lab.script.text("'post d' in trail") == "True")
        #expect(run.stepVerdicts.total == 2)
        #expect(lab.failures.isEmpty)
    }

    @Test("a stop ends a pause")
    func stopWhilePaused() throws {
        let lab = try Lab()
        let (control, progress) = (lab.control, lab.progress)
        try lab.script.run("plan = make(Step('a'))")
        control.pause()
        let person = DedicatedThread(name: "person") {
            _ = Deadline.wait { progress.current.plan == 1 }
            control.stop()
        }
        try lab.run("plan")
        #expect(person.join(nanoseconds: 20_000_000_000))
        #expect(try lab.script.text("plan.Verdict.name, 'run a' in trail") == "('Aborted', False)")
    }

    @Test(
        "a sleep between plans ends early when the run is stopped or paused",
        arguments: [RunControl.Phase.paused, .stopping])
    func sleep(phase: RunControl.Phase) {
        let control = RunControl()
        let begin = Uptime.nanoseconds
        let person = DedicatedThread(name: "person") { phase == .paused ? control.pause() : control.stop() }
        control.sleep(nanoseconds: 60_000_000_000)
        #expect(person.join(nanoseconds: 20_000_000_000))
        #expect(Uptime.nanoseconds - begin < 20_000_000_000)
    }

    @Test("a sleep between plans ends early when no plan is to follow")
    func sleepBeforeNoPlan() {
        let control = RunControl()
        let person = DedicatedThread(name: "person") { control.endAfterPlan() }
        control.sleep(nanoseconds: Int64.max / 4)
        #expect(person.join(nanoseconds: 20_000_000_000))
        #expect(control.isLastPlan && control.current == .running)
    }

    @Test("waiting for a stop outlasts pauses")
    func waitForStop() {
        let control = RunControl()
        let person = DedicatedThread(name: "person") {
            control.pause()
            control.resume()
            control.stop()
        }
        control.waitForStop()
        #expect(control.current == .stopping)
        #expect(person.join(nanoseconds: 20_000_000_000))
    }
}

/// Stops the run at the first row.
private struct StopAtRow: ResultListener {
    let control: RunControl

    func publish(_ row: ResultRow) { control.stop() }
}
