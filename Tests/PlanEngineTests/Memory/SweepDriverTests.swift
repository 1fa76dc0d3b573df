import Synchronization
import PythonSupport
import Telemetry
import Testing
import Threading

@testable import PlanEngine

@Suite("SweepDriver")
struct SweepDriverTests {
    @Test("works by its clock while it is armed, and not before")
    func clock() {
        let work = Work()
        let driver = work.driver(interval: 0.02)
        #expect(driver.nextTick == nil)
        driver.arm()
        #expect(Deadline.wait { work.triggers.count >= 3 })
        #expect(work.triggers.allSatisfy { $0 == .clock })
        driver.disarm()
        #expect(driver.nextTick == nil)
        #expect(driver.finish(within: Work.patience))
    }

    @Test("arming again does not put the next tick off")
    func armedOnce() {
        let driver = Work().driver(interval: 100)
        driver.arm()
        let tick = driver.nextTick
        for _ in 0..<10 { driver.arm() }
        #expect(driver.nextTick == tick)
        #expect(driver.finish(within: Work.patience))
    }

    @Test("a changed interval takes effect in the middle of a wait")
    func interval() {
        let work = Work()
        let driver = work.driver(interval: 3600)
        driver.arm()
        driver.setInterval(0.01)
        #expect(Deadline.wait { !work.triggers.isEmpty })
        driver.setInterval(3600)
        #expect((driver.nextTick ?? 0) - Uptime.nanoseconds > 3_000_000_000_000)
        #expect(driver.finish(within: Work.patience))
    }

    @Test("a request is served without a clock, and at once")
    func request() {
        let work = Work()
        let driver = work.driver(interval: 3600)
        driver.request(CleanupRequest(.manual, requested: 0))
        #expect(Deadline.wait { work.triggers == [.manual] })
        #expect(Deadline.wait { !driver.isBusy })
        #expect(driver.finish(within: Work.patience))
    }

    @Test("requests that come while one is served become one")
    func merged() {
        let work = Work()
        let driver = work.driver(interval: 3600)
        work.block()
        driver.request(CleanupRequest(.manual, requested: 1))
        #expect(Deadline.wait { work.hasBegun })
        for number in 2..<52 {
            var request = CleanupRequest(.manual, requested: Int64(number))
            request.isForced = number == 40
            request.questions = number == 50 ? [.holders] : []
            driver.request(request)
        }
        driver.request(CleanupRequest(.collection, requested: 60))
        #expect(driver.isBusy)
        work.unblock()
        #expect(Deadline.wait { work.requests.count == 2 && !driver.isBusy })
        let last = work.requests[1]
        #expect(
            (last.requested, last.isForced, last.questions.contains(.holders), last.collects, last.sweeps)
                == (
                    2, true, true, true, true
                ))
        #expect(driver.mergedRequests == 50)
        #expect(driver.finish(within: Work.patience))
    }

    @Test("whoever waits for a cycle waits for its own, not for the one under way")
    func perform() {
        let work = Work()
        let driver = work.driver(interval: 3600)
        work.block()
        driver.request(CleanupRequest(.manual, requested: 1))
        #expect(Deadline.wait { work.hasBegun })
        let waiter = DedicatedThread(name: "waiter") {
            driver.perform(CleanupRequest(.final, requested: 2), within: Work.patience)
            work.note(.final)
        }
        #expect(Deadline.wait { driver.mergedRequests == 0 && driver.isBusy })
        work.unblock()
        #expect(waiter.join(nanoseconds: Work.patience))
        #expect(work.requests.map(\.trigger) == [.manual, .final, .final])
        #expect(driver.finish(within: Work.patience))
    }

    @Test("waiting ends at the deadline when the work does not")
    func deadline() {
        let work = Work()
        let driver = work.driver(interval: 3600)
        work.block()
        let begin = Uptime.nanoseconds
        driver.perform(CleanupRequest(.manual, requested: 0), within: 20_000_000)
        #expect(Uptime.nanoseconds - begin >= 20_000_000)
        #expect(!driver.finish(within: 20_000_000))
        work.unblock()
    }

    @Test("a cycle that takes longer than the interval is followed by one, not by all that were missed")
    func slow() {
        let work = Work()
        let driver = work.driver(interval: 0.02)
        work.block()
        driver.arm()
        #expect(Deadline.wait { work.hasBegun })
        StopSignal.sleep(nanoseconds: 400_000_000)
        let resumed = Uptime.nanoseconds
        work.unblock()
        #expect(Deadline.wait { work.triggers.count >= 3 })
        // Twenty ticks were missed. However slow the machine, there are no more than fell due since.
        driver.disarm()
        let due = (Uptime.nanoseconds - resumed) / 20_000_000
        #expect(work.triggers.count <= due + 2)
        #expect(driver.finish(within: Work.patience))
    }

    @Test("what is pending is still served before the thread ends")
    func finish() {
        let work = Work()
        let driver = work.driver(interval: 3600)
        work.block()
        driver.request(CleanupRequest(.manual, requested: 1))
        #expect(Deadline.wait { work.hasBegun })
        driver.request(CleanupRequest(.collection, requested: 2))
        work.unblock()
        #expect(driver.finish(within: Work.patience))
        #expect(work.triggers == [.manual, .collection])
        #expect(driver.finish(within: 0))
    }
}

/// Work that keeps what it was asked, and can be held up.
private final class Work: Sendable {
    static let patience: Int64 = 20_000_000_000

    private struct State {
        var requests: [CleanupRequest] = []
        var isBlocked = false
    }

    private let state = Locked(State())
    private let begun = Atomic<Bool>(false)
    private let gate = StopSignal()

    var requests: [CleanupRequest] { state.withLock(\.requests) }
    var triggers: [SweepSummary.Trigger] { requests.map(\.trigger) }
    var hasBegun: Bool { begun.load(ordering: .relaxed) }

    func driver(interval: Double) -> SweepDriver {
        let driver = SweepDriver(interval: interval) { [self] request in
            begun.store(true, ordering: .relaxed)
            if state.withLock(\.isBlocked) { gate.wait(nanoseconds: nil) }
            state.withLock { $0.requests.append(request) }
        }
        driver.start()
        return driver
    }

    func block() { state.withLock { $0.isBlocked = true } }

    func unblock() {
        state.withLock { $0.isBlocked = false }
        gate.raise()
    }

    func note(_ trigger: SweepSummary.Trigger) {
        state.withLock { $0.requests.append(CleanupRequest(trigger, requested: 0)) }
    }
}
