import Telemetry
import TerminalUI

@testable import Dashboard

/// What a made-up run answers when it is asked.
extension Rehearsal {
    /// Asks who holds what, and answers.
    mutating func answerHolders() {
        press(.character("H"))
        report(
            .holdersFound([
                HolderChain(type: "Sine", count: 12, chain: "module bench_steps . CACHE [list] → Sine"),
                HolderChain(
                    type: "Trivial", count: 3,
                    chain:
                        "module bench_steps . Registry [type] . __dict__ [dict] . instances [WeakValueDictionary] "
                        + ". _pending_removals [list] → Trivial"),
            ]))
    }

    /// Answers how many entries there are of each class.
    mutating func count(_ change: (inout TypeCensus) -> Void = { _ in }) {
        var census = TypeCensus()
        (census.duration, census.longestGILHold) = (1_000_000, 400_000)
        for (name, live, phantoms) in [
            ("Trivial", snapshot.registry.live, 0), ("TestPlan", 1, 80), ("Sine", 12, 0),
        ] {
            var type = TypeCount(name: name)
            type.counts = RegistryCounts(live: live, phantoms: phantoms)
            type.created = snapshot.hostsCreated
            type.freed = snapshot.hostsCreated / 2
            census.types.append(type)
        }
        census.types[2].held = 3
        change(&census)
        report(.typesCounted(census))
    }

    /// Answers how many objects there are of each class.
    mutating func countObjects(dictionaries: Int) {
        var census = ObjectCensus()
        census.gilHold = 12_300_000
        census.types = [
            ObjectCount(name: "dict", count: dictionaries), ObjectCount(name: "function", count: 3_456),
            ObjectCount(name: "Trivial", count: 61),
        ]
        report(.objectsCounted(census))
    }

    /// Answers which threads there are: half a core for Python, and a sweep that waits since the first second.
    mutating func listThreads() {
        var readings = [
            ThreadReading(id: 100, name: "phantop", state: "S", cpu: 40_000_000),
            ThreadReading(id: 103, name: "python", state: "R", cpu: now / 2),
            ThreadReading(id: 105, name: "PythonMemoryMon", state: "S", cpu: 9_000_000),
            ThreadReading(id: 107, name: "phantop", state: "S", cpu: 0),
        ]
        readings[0].runs = "draws, takes keys"
        readings[1].runs = "step Trivial"
        (readings[2].runs, readings[2].waitingSince) = ("cleans up", 1_000_000_000)
        report(.threadsListed(readings))
    }
}
