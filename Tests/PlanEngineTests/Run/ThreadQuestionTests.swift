import Telemetry
import Testing
import Threading

@testable import PlanEngine

@Suite("ThreadQuestion")
struct ThreadQuestionTests {
    private func reading(_ id: Int, _ name: String) -> ThreadReading {
        ThreadReading(id: id, name: name, state: "S", cpu: 0)
    }

    @Test("a thread that a script has started is not taken for the one whose name it inherits")
    func inherited() {
        let question = ThreadQuestion()
        question.noteRunningPlans()
        var snapshot = Snapshot()
        (snapshot.progress.phase, snapshot.progress.stepName) = (.running, "Trivial")
        #expect(question.purpose(of: reading(ThreadNumber.current, "python"), in: snapshot) == "step Trivial")
        #expect(question.purpose(of: reading(1 << 30, "python"), in: snapshot).isEmpty)
    }

    @Test("the sweep thread cleans up while a cleanup is pending or it waits for the GIL, else it waits")
    func sweeping() {
        let question = ThreadQuestion()
        var (sweeper, snapshot) = (reading(7, "PythonMemoryMon"), Snapshot())
        #expect(question.purpose(of: sweeper, in: snapshot) == "waits for its clock")
        sweeper.waitingSince = 3
        #expect(question.purpose(of: sweeper, in: snapshot) == "cleans up")
        (sweeper.waitingSince, sweeper.seenWaitingSince) = (nil, 3)
        #expect(question.purpose(of: sweeper, in: snapshot) == "cleans up")
        (sweeper.seenWaitingSince, snapshot.isSweepPending) = (nil, true)
        #expect(question.purpose(of: sweeper, in: snapshot) == "cleans up")
    }
}
