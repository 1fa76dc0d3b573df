import PythonBridge
import PythonSupport
import Testing
import Threading

@testable import PlanEngine

@Suite("waits for the GIL of threads that a script has started") @PythonThread
struct GILWaitTests {
    private let script: Script

    init() throws {
        script = try Script(in: PythonThread.interpreter)
        try script.run(
            """
            import threading
            end = False
            def count():
                while not end: pass
            class Counter(threading.Thread):
                def __init__(self): super().__init__(target=count)
            """)
    }

    /// Starts threads of Python, and ends them after the body.
    private func counting(_ count: Int, _ body: ([Int]) throws -> Void) throws {
        try script.run(
            "threads = [Counter() for _ in range(\(count))]\nfor thread in threads: thread.start()")
        let numbers = try script.text("' '.join(str(thread.native_id) for thread in threads)")
        defer { #expect(script.error("end = True\nfor thread in threads: thread.join()") == nil) }
        try body(numbers.split(separator: " ").compactMap { Int($0) })
    }

    @Test("all of them are seen while a native call keeps the GIL, since the same time in every look")
    func held() throws {
        let futex = try #require(script.interpreter.futex)
        try counting(3) { threads in
            #expect(threads.count == 3)
            var watch = GILWatch()
            func look() -> [Int: Int64] {
                watch.look(at: futex.switches, among: ThreadFiles.numbers()) { thread in
                    guard let call = ThreadFiles.call(of: thread) else { return nil }
                    return futex.isWait(call: call.number, arguments: call.arguments)
                        ? Uptime.nanoseconds : nil
                }
            }
            let (first, second) = script.interpreter.withGIL { _ in
                #expect(Deadline.wait { Set(look().keys).isSuperset(of: threads) })
                let first = look()
                // Several rounds of 5 ms, in each of which every thread wakes.
                let begin = Uptime.nanoseconds
                #expect(Deadline.wait { Uptime.nanoseconds - begin > 50_000_000 })
                return (first, look())
            }
            for thread in threads { #expect(first[thread] != nil && first[thread] == second[thread]) }
            // The thread that has the GIL waits for nothing.
            #expect(first[ThreadNumber.current] == nil)
        }
    }

    @Test("a thread that sleeps, or waits for a lock of Python's, does not wait for the GIL")
    func asleep() throws {
        let futex = try #require(script.interpreter.futex)
        try script.run(
            """
            event = threading.Event()
            waiters = [threading.Thread(target=event.wait), threading.Thread(target=event.wait, args=(600,))]
            for thread in waiters: thread.start()
            """)
        defer { #expect(script.error("event.set()\nfor thread in waiters: thread.join()") == nil) }
        let numbers = try script.text("' '.join(str(thread.native_id) for thread in waiters)")
        for thread in numbers.split(separator: " ").compactMap({ Int($0) }) {
            // On its way there it may have to wait for the GIL.
            #expect(
                Deadline.wait {
                    ThreadFiles.call(of: thread).map {
                        !futex.isWait(call: $0.number, arguments: $0.arguments)
                    } ?? false
                })
        }
    }

    @Test("the GIL counts how often it has changed hands")
    func switches() throws {
        let futex = try #require(script.interpreter.futex)
        let before = script.interpreter.withGIL { _ in futex.switches }
        let thread = DedicatedThread(name: "other") { [interpreter = script.interpreter] in
            interpreter.withGIL { _ in }
        }
        #expect(thread.join(nanoseconds: 20_000_000_000))
        #expect(script.interpreter.withGIL { _ in futex.switches } > before)
    }
}
