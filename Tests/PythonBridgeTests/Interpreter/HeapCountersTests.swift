import PythonBridge
import PythonSupport
import Testing

@Suite("HeapCounters") @PythonThread
struct HeapCountersTests {
    private let heap = PythonThread.interpreter.heap

    @Test(
        "counts what Python takes from malloc, to within its bookkeeping",
        arguments: [
            ("bytearray(1 << 20)", 1 << 20), ("'x' * (1 << 20)", 1 << 20), ("[None] * (1 << 17)", 1 << 20),
        ])
    func counts(expression: String, bytes: Int) throws {
        let bench = try Bench()
        let before = heap.bytes
        let object = try bench.script.object(expression)
        let taken = heap.bytes - before
        #expect((bytes..<bytes + 8192).contains(taken))
        withExtendedLifetime(object) {}
    }

    @Test("goes back to where it was when a workload is gone")
    func returns() throws {
        let bench = try Bench(.prompt)
        let workload = """
            for _ in range(40):
                workers = [Worker() for _ in range(50)]
                for worker in workers:
                    worker.text = "x" * worker.add(50, worker.number)
                    worker.work()
                del workers, worker
            """
        var bytes: [Int] = []
        for _ in 0..<4 {
            try bench.script.run(workload)
            bench.script.collect()
            try bench.sweep()
            bench.script.collect()
            bytes.append(bench.registry.heapBytes)
        }
        // The first round fills caches (free lists, interned names); after that not a byte more may stay.
        #expect(bytes[3] <= bytes[1])
        #expect(bench.tally.alive == 0)
    }

    @Test("live host objects are part of the registry's bytes, and only while they live")
    func hosts() throws {
        let bench = try Bench()
        let before = bench.registry.census.hostBytes
        try bench.script.run("parts = [Part() for _ in range(100)]")
        #expect(bench.registry.census.hostBytes - before >= 100 * 48)
        try bench.script.run("del parts")
        #expect(bench.registry.census.hostBytes == before)
    }
}
