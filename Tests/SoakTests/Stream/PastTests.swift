import History
import LeakAnalysis
import Telemetry
import Testing

@testable import Soak

@Suite("the past of a run on its way") struct PastTests {
    /// A run of so many tenths of a second: plans, sweeps, notes, changes, a log, a heap that grows.
    private struct Run {
        var tenth = 0
        var snapshot = Snapshot()

        mutating func go(_ tenths: Int, into pasts: inout [Past]) {
            snapshot.heapBaselineBytes = 1000
            snapshot.progress.phase = .running
            snapshot.settings.interval = 5
            for _ in 0..<tenths {
                tenth += 1
                snapshot.moment = Moment(elapsed: Int64(tenth) * 100_000_000, unix: Int64(tenth) + 77)
                snapshot.progress.stepInstances += 50
                snapshot.heapBytes = 1000 + tenth % 50 * 7 + tenth * 30_000
                snapshot.registry.live = tenth % 50
                snapshot.progress.plan = 1 + tenth / 13
                if tenth % 50 == 0 { snapshot.cleanup.sweeps += 1 }
                for kind in kinds { for index in pasts.indices { pasts[index].take(event(kind)) } }
                for index in pasts.indices { pasts[index].take(snapshot) }
            }
        }

        private func event(_ kind: Event.Kind) -> Event { Event(moment: snapshot.moment, kind: kind) }

        private var kinds: [Event.Kind] {
            var kinds: [Event.Kind] = []
            if tenth % 13 == 0 {
                kinds.append(.planLeft(tenth / 13, verdict: tenth % 3 == 0 ? "Fail" : "Pass"))
            }
            if tenth % 13 == 0 { kinds.append(.planEntered(tenth / 13 + 1)) }
            if tenth % 50 == 0 {
                var sweep = SweepSummary()
                (sweep.trigger, sweep.phantoms, sweep.gilWait) = (
                    tenth % 100 == 0 ? .clock : .script, tenth, 5_012_000
                )
                kinds.append(.swept(sweep))
            }
            return tenth % 500 == 1 ? kinds + Samples.events : kinds
        }
    }

    private func bytes(_ past: Past) -> [UInt8] { StreamLine.past(past).bytes }

    private func travelled(_ past: Past) throws -> Past {
        guard case .past(let copy) = try #require(StreamLine(bytes: bytes(past).dropLast())) else {
            throw CancellationError()
        }
        return copy
    }

    @Test(
        "what comes back is the same, and stays the same as the run goes on", arguments: [0, 7, 777, 2_000])
    func same(tenths: Int) throws {
        var run = Run()
        var pasts = [Past()]
        run.go(tenths, into: &pasts)
        pasts.append(try travelled(pasts[0]))
        #expect(bytes(pasts[0]) == bytes(pasts[1]))
        run.go(1_234, into: &pasts)
        #expect(bytes(pasts[0]) == bytes(pasts[1]))
        for index in pasts.indices { pasts[index].leaks.judge() }
        #expect("\(pasts[0].leaks.verdict)" == "\(pasts[1].leaks.verdict)")
        #expect(pasts[0].leaks.series.windows == pasts[1].leaks.series.windows)
        #expect(pasts[0].ledger.sweepCount == pasts[1].ledger.sweepCount)
    }

    @Test("a leak is a leak for whoever comes later, with the tolerance of their own")
    func leak() throws {
        var run = Run()
        var pasts = [Past()]
        run.go(2_000, into: &pasts)
        var copy = try travelled(pasts[0])
        copy.leaks.judge()
        guard case .leak = copy.leaks.verdict else {
            Issue.record("\(copy.leaks.verdict)")
            return
        }
        copy.leaks.tolerance = Tolerance(bytesPerStep: 1_000)
        copy.leaks.judge()
        guard case .ok = copy.leaks.verdict else {
            Issue.record("\(copy.leaks.verdict)")
            return
        }
    }

    @Test("a month with a sweep every 30 s and a million plans is told in some megabytes")
    func month() throws {
        var past = Past()
        var snapshot = Snapshot()
        snapshot.heapBaselineBytes = 1000
        snapshot.progress.phase = .running
        for minute in 0..<(2 * 43_200) {
            snapshot.moment = Moment(elapsed: Int64(minute) * 30_000_000_000, unix: 0)
            snapshot.heapBytes = 1000 + minute * 7919 % 100_000
            snapshot.cleanup.sweeps = minute
            snapshot.progress.stepInstances += 500
            past.take(Event(moment: snapshot.moment, kind: .planEntered(minute * 12)))
            past.take(Event(moment: snapshot.moment, kind: .planLeft(minute * 12, verdict: "Pass")))
            past.take(Event(moment: snapshot.moment, kind: .swept(SweepSummary())))
            past.take(snapshot)
        }
        let bytes = bytes(past)
        #expect(bytes.count < 4 << 20)
        let copy = try travelled(past)
        #expect(copy.events.sweeps.elements == past.events.sweeps.elements)
        #expect(copy.events.plans.elements == past.events.plans.elements)
    }

    @Test("what is damaged leaves the rest as it is")
    func damaged() throws {
        let text = """
            {"past":{"events":{"sweeps":[1,2,3],"plans":[0,-1,1,0,0]},"ledger":{"errors":3,"log":{"first":-7,"lines":[\
            {"level":1,"source":"a","elapsed":1,"rows":[]}]},"plans":"none"},"leaks":{"sweeps":"x"}}}
            """
        guard case .past(let past) = try #require(StreamLine(bytes: Array(text.utf8)[...])) else {
            throw CancellationError()
        }
        #expect(past.ledger.errors == 3)
        #expect(past.ledger.log.first == 0 && past.ledger.log.end == 0)
        #expect(past.events.sweeps.elements.isEmpty && past.events.plans.elements.isEmpty)
    }
}
