import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Counts by class") @PythonThread
struct ClassCountTests {
    private func count(live: Int = 0, parked: Int = 0, severed: Int = 0, phantoms: Int = 0) -> ClassCount {
        var count = ClassCount()
        (count.live, count.parked, count.severed, count.phantoms) = (live, parked, severed, phantoms)
        return count
    }

    private func changes(made: Int, freed: Int) -> ClassChanges {
        var changes = ClassChanges()
        (changes.made, changes.freed) = (made, freed)
        return changes
    }

    @Test("entries are counted by class and state, phantoms under their hosted type")
    func states() throws {
        let bench = try Bench()
        try bench.script.run("kept.extend([Worker(), Worker(), Crate()]); Part()")
        #expect(
            bench.classes == [
                "Worker": count(live: 2), "sample.Crate": count(live: 1), "sample.Part": count(phantoms: 1),
            ])
        try bench.sweep()
        #expect(bench.classes["sample.Part"] == nil)
    }

    @Test("a scan in many short holds counts what lives all the while, once")
    func chunked() throws {
        let bench = try Bench()
        try bench.script.run("kept.extend(Worker() for _ in range(10_000))")
        let registry = bench.registry
        var scan = ClassScan(of: registry)
        var holds = 1
        while bench.interpreter.withGIL({ scan.advance(budget: 0, holding: &$0) }) {
            holds += 1
            try bench.script.run("for _ in range(10): Part(); kept.append(Worker())")
        }
        let counts = bench.interpreter.withGIL { scan.finish(holding: &$0) }
        #expect(holds >= 10_000 / 512)
        #expect((10_000...10_000 + holds * 10).contains(counts["Worker"]?.live ?? 0))
    }

    @Test("nothing is counted before somebody asks, and nothing after that has ended")
    func asked() throws {
        let bench = try Bench()
        try bench.script.run("Worker()")
        #expect(bench.takeChanges().isEmpty)
        bench.countChanges()
        try bench.script.run("w = Worker(); Part(); Part(); del w")
        try bench.sweep()
        #expect(
            bench.takeChanges() == [
                // The first one was made before.
                "Worker": changes(made: 1, freed: 2), "sample.Part": changes(made: 2, freed: 2),
            ])
        #expect(bench.takeChanges(ending: true).isEmpty)
        try bench.script.run("Worker()")
        #expect(bench.takeChanges().isEmpty)
    }

    @Test("a class whose address is used again is never taken for the one before")
    func reused() throws {
        let bench = try Bench(.prompt)
        bench.countChanges()
        try bench.script.run(
            """
            for number in range(300):
                made = type(f"Made{number}", (Part,), {})
                for _ in range(number % 3): made()
                del made
                gc.collect() if number % 50 == 0 else None
            """)
        try bench.sweep()
        try bench.script.run("gc.collect()")
        bench.drain()
        let changes = bench.takeChanges()
        for (name, change) in changes {
            #expect(change.made == (Int(name.dropFirst(4)) ?? 0) % 3, "\(name)")
        }
        #expect(!changes.isEmpty)
    }

    @Test("a class that was counted is gone as soon as the counts have been taken")
    func released() throws {
        let bench = try Bench(.prompt)
        bench.countChanges()
        try bench.script.run(
            """
            short = type("Short", (Part,), {})
            short()
            gone = weakref.ref(short)
            """)
        try bench.sweep()
        _ = bench.takeChanges()
        try bench.script.run("del short\ngc.collect()")
        #expect(try bench.script.text("gone()") == "None")
    }

    @Test("more classes than are told apart are counted all the same")
    func many() throws {
        let bench = try Bench()
        try bench.script.run("kept.extend(type(f'T{n}', (Part,), {})() for n in range(1_100))")
        let counts = bench.classes
        #expect(counts.values.reduce(0) { $0 + $1.live } == 1_100)
        #expect(counts.count <= ClassScan.mostClasses + 1)
        #expect((counts[ClassScan.rest]?.live ?? 0) >= 76)
    }

    @Test("a sweep tells what it spared by class")
    func held() throws {
        let bench = try Bench()
        let group = bench.newGroup()
        let crate = bench.newCrate(group)
        try bench.expose(crate, as: "crate")
        try bench.script.run("other = type('Other', (Part,), {})\nkept.extend([Worker(), Worker(), other()])")
        for index in 0..<3 {
            let part: Part = try bench.host("kept[\(index)]")
            bench.interpreter.withGIL { part.setGroup(group, holding: &$0) }
        }
        let report = try bench.sweep()
        #expect(report.held == report.heldByClass.values.reduce(0, +))
        #expect(report.heldByClass["Worker"] == 2)
        #expect(report.heldByClass["Other"] == 1)
    }

    @Test("who is decided about twice, alone and together with others, is counted once")
    func heldTogether() throws {
        let bench = try Bench()
        for name in ["first", "second", "third", "fourth"] { try bench.expose(bench.newCrate(), as: name) }
        try bench.script.run(
            """
            one, two = Worker(), Worker()
            first.add(one); second.add(two)
            one.other, two.other = two, one
            one.plan, two.plan = first, second
            kept.extend([Worker(), Worker()])
            third.add(kept[0]); fourth.add(kept[1])
            del first, second, third, fourth, one, two
            """)
        let report = try bench.sweep()
        #expect(report.held == 2 && report.heldByClass["Worker"] == 2)
        #expect(report.held == report.heldByClass.values.reduce(0, +), "\(report.heldByClass)")
    }

    @Test("all objects of Python are counted by class")
    func objects() throws {
        let bench = try Bench()
        func dictionaries() throws -> Int {
            try bench.interpreter.withGIL { (gil) throws(PythonError) in try gil.countObjects()["Marked"] ?? 0
            }
        }
        try bench.script.run("class Marked: pass\nkept.extend(Marked() for _ in range(777))")
        #expect(try dictionaries() == 777)
    }
}
