import PythonSupport
import Testing
import Threading

@testable import PythonBridge

@Suite("DecrefQueue") @PythonThread
struct DecrefQueueTests {
    @Test("references given up on several threads all go back to Python", arguments: [1, 4])
    func threads(count: Int) throws {
        let bench = try Bench()
        try bench.script.run("class Mortal: pass\nmortals = [Mortal() for _ in range(\(count * 500))]")
        try bench.script.run("witnesses = weakref.WeakSet(mortals)")
        let boxes = try elements(of: "mortals", in: bench, parts: count)
        try bench.script.run("del mortals")
        bench.drain()
        let threads = boxes.map { box in DedicatedThread(name: "elsewhere") { box.empty() } }
        for thread in threads { #expect(thread.join(nanoseconds: 20_000_000_000)) }
        #expect(bench.registry.queuedReleases == count * 500)
        bench.drain()
        #expect(bench.registry.queuedReleases == 0)
        #expect(try bench.script.text("len(witnesses)") == "0")
    }

    @Test("never grows far beyond 256 while Python crosses into Swift")
    func bounded() throws {
        let bench = try Bench()
        try bench.script.run("part = Part()")
        let part = try bench.script.object("part")
        var deepest = 0
        try bench.interpreter.withGIL { (gil) throws(PythonError) in
            for _ in 0..<2000 {
                // Each turn leaves a number and a method in the queue, and crosses once.
                try part.attribute("add", holding: &gil).call([.int(1_000_000)], holding: &gil)
                deepest = max(deepest, bench.registry.queuedReleases)
            }
        }
        #expect(deepest <= 258)
    }

    @Test("a single crossing empties a queue that has piled up")
    func pile() throws {
        let bench = try Bench()
        try bench.script.run("part = Part()")
        bench.drain()
        let box = try elements(of: "[object() for _ in range(5_000)]", in: bench, parts: 1)[0]
        box.empty()
        #expect(bench.registry.queuedReleases >= 5_000)
        _ = try bench.script.object("part.number")
        #expect(bench.registry.queuedReleases < 256)
    }

    @Test("drains in rounds of the size asked for")
    func rounds() throws {
        let bench = try Bench()
        bench.drain()
        let queue = bench.registry.queue
        let counts = bench.interpreter.withGIL { gil in
            for _ in 0..<1_000 { unsafe queue.append(.init(reference: nil, handle: .invalid, registry: nil)) }
            let first = queue.drain(limit: 64, holding: &gil)
            let left = queue.depth
            return [
                first, left, queue.drain(limit: 0, holding: &gil), queue.drain(holding: &gil), queue.depth,
            ]
        }
        #expect(counts == [64, 936, 0, 936, 0])
    }

    @Test("what dies of a drain is drained with it")
    func cascade() throws {
        let bench = try Bench(.prompt)
        try bench.script.run(
            """
            worker = None
            for _ in range(500):
                outer = Worker(); outer.inner = worker; worker = outer
            witness = weakref.ref(worker)
            """)
        // Each worker's state holds the next: one release frees one after the other, each through the queue.
        try bench.script.run("del worker, outer")
        for _ in 0..<500 where bench.recount.entries > 0 { try bench.sweep() }
        #expect(bench.recount == EntryCounts())
        #expect(try bench.script.text("witness()") == "None")
    }

    @Test("closed, it takes nothing more and gives nothing back")
    func closed() {
        let queue = DecrefQueue()
        unsafe queue.append(.init(reference: nil, handle: .invalid, registry: nil))
        queue.close()
        unsafe queue.append(.init(reference: nil, handle: .invalid, registry: nil))
        #expect(queue.depth == 0)
        #expect(PythonThread.interpreter.withGIL { queue.drain(holding: &$0) } == 0)
    }

    /// References to the elements of a list, in boxes with as many each.
    private func elements(of list: String, in bench: Bench, parts: Int) throws -> [Box<[PythonObject]>] {
        let list = try bench.script.object(list)
        return try bench.interpreter.withGIL { (gil) throws(PythonError) in
            let elements = try list.elements(holding: &gil)
            let size = elements.count / parts
            return (0..<parts).map { Box(Array(elements[$0 * size..<($0 + 1) * size])) }
        }
    }
}
