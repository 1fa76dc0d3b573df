import GRDB
import Telemetry
import Testing

@testable import Soak

@Suite("what a record answers to whoever asks it in SQL") struct RecordViewTests {
    private let folder: Folder
    private let writer: RecordWriter

    init() throws {
        folder = try Folder()
        writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts()))
    }

    private func write(_ kinds: [Event.Kind]) throws {
        var batch = RecordBatch()
        batch.events = kinds.map { Event(moment: Moment(elapsed: 5, unix: 7), kind: $0) }
        try writer.write(batch)
    }

    /// What stands in the columns of the first row, in words.
    private func row(_ sql: String) throws -> [String] {
        let row = try writer.database.read { try Row.fetchOne($0, sql: sql) }
        return row?.databaseValues.map { String.fromDatabaseValue($0) ?? $0.description } ?? []
    }

    @Test("plan runs, errors, notes and classes have their parts in columns")
    func events() throws {
        var (figures, type, census) = (PlanFigures(), TypeCount(name: "Step"), TypeCensus())
        (figures.steps, figures.heapBytes, figures.entries) = (3, 4, 5)
        (type.held, type.created, type.freed) = (5, 6, 7)
        type.counts = RegistryCounts(live: 1, parked: 2, severed: 3, phantoms: 4)
        census.types = [type]
        try write([
            .planLeft(9, verdict: "Pass", figures: figures), .stepFailed(step: "A", error: "E"),
            .noted("Kabel"), .typesCounted(census),
        ])
        #expect(
            try row("SELECT elapsed, unix, number, verdict, steps, heap_bytes, entries FROM plans")
                == ["5", "7", "9", "Pass", "3", "4", "5"])
        #expect(try row("SELECT step, error FROM errors") == ["A", "E"])
        #expect(try row("SELECT text FROM notes") == ["Kabel"])
        #expect(
            try row("SELECT name, live, parked, severed, phantoms, held, created, freed FROM types")
                == ["Step", "1", "2", "3", "4", "5", "6", "7"])
    }

    @Test("sweeps have what they did and what that cost")
    func sweeps() throws {
        var sweep = SweepSummary()
        (sweep.trigger, sweep.isForced, sweep.examined, sweep.phantoms) = (.planExit, true, 1, 2)
        (sweep.weakened, sweep.freed, sweep.held, sweep.undecided, sweep.collected) = (3, 4, 5, 6, 7)
        (sweep.gilWait, sweep.longestGILHold, sweep.duration) = (8, 9, 10)
        (sweep.phases.drain, sweep.phases.sweep, sweep.phases.collection, sweep.phases.trim) = (
            11, 12, 13, 14
        )
        try write([.swept(sweep)])
        let counts = """
            trigger, forced, examined, phantoms, weakened, freed, held, undecided, collected, gil_wait_ns, \
            longest_gil_hold_ns, duration_ns, drain_ns, sweep_ns, collection_ns, trim_ns
            """
        #expect(
            try row("SELECT \(counts) FROM sweeps") == ["planExit", "1"] + (1...14).map(String.init))
    }

    @Test("lines of the log have their level in a word", arguments: LogLine.Level.allCases)
    func log(_ level: LogLine.Level) throws {
        try write([.logged(LogLine(level: level, source: "s", text: "t"))])
        #expect(try row("SELECT level, source, text FROM log") == ["\(level)", "s", "t"])
    }

    @Test("a measurement has everything that belongs to it, also where that was written long before")
    func snapshots() throws {
        var (batch, snapshot) = (RecordBatch(), Snapshot())
        snapshot.progress.workload = "a.py"
        for second in 1...5 as ClosedRange<Int64> {
            snapshot.moment.elapsed = second
            snapshot.settings.interval = second < 3 ? 30 : 5
            snapshot.cleanup.sweeps = Int(second) / 2
            batch.snapshots.append(snapshot)
        }
        try writer.write(batch)
        #expect(
            try row("SELECT workload, interval_s, sweeps FROM snapshots WHERE elapsed = 2") == [
                "a.py", "30.0", "1",
            ])
        #expect(
            try row("SELECT workload, interval_s, sweeps FROM snapshots WHERE elapsed = 5") == [
                "a.py", "5.0", "2",
            ])
    }
}
