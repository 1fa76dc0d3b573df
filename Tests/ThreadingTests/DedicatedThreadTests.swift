import Foundation
import Synchronization
import Testing
import Threading

@Suite("DedicatedThread")
struct DedicatedThreadTests {
    private static let long: Int64 = 60_000_000_000

    @Test(
        "the system knows it by its name, of which it keeps 15 bytes",
        arguments: [
            ("sampler", "sampler"), ("PythonMemoryMonitor", "PythonMemoryMon"),
            ("säen und ernten", "säen und ernte"),
        ])
    func name(name: String, shown: String) {
        let (go, ready) = (StopSignal(), StopSignal())
        let thread = DedicatedThread(name: name) {
            ready.raise()
            go.wait(nanoseconds: nil)
        }
        #expect(ready.wait(nanoseconds: Self.long))
        #expect(waitUntil { names().contains(shown) })
        go.raise()
        #expect(thread.join(nanoseconds: Self.long))
        #expect(thread.name == name)
    }

    @Test("joining waits for the body, up to its deadline")
    func join() {
        let go = StopSignal()
        let flag = Flag()
        let thread = DedicatedThread(name: "body") {
            go.wait(nanoseconds: nil)
            flag.set()
        }
        #expect(!thread.join(nanoseconds: 1_000_000))
        #expect(!flag.isSet)
        go.raise()
        #expect(thread.join(nanoseconds: Self.long))
        #expect(flag.isSet)
    }

    @Test("a thread that nobody keeps runs on")
    func forgotten() {
        let (go, over) = (StopSignal(), StopSignal())
        _ = DedicatedThread(name: "forgotten") {
            go.wait(nanoseconds: nil)
            over.raise()
        }
        go.raise()
        #expect(over.wait(nanoseconds: Self.long))
    }

    @Test("its stack is as large as asked for", arguments: [1 << 20, 4 << 20, 16 << 20])
    func stack(bytes: Int) {
        let deepest = Locked(0)
        let thread = DedicatedThread(name: "deep", stackBytes: bytes) {
            // Half of it must be usable whatever the system takes.
            let depth = Self.descend(bytesLeft: bytes / 2)
            deepest.withLock { $0 = depth }
        }
        #expect(thread.join(nanoseconds: Self.long))
        #expect(deepest.withLock { $0 } > 0)
    }

    @Test("a hundred threads end and leave none behind")
    func many() {
        let before = names().filter { $0 == "one of many" }.count
        let threads = (0..<100).map { _ in DedicatedThread(name: "one of many", stackBytes: 256 << 10) {} }
        for thread in threads { #expect(thread.join(nanoseconds: Self.long)) }
        // The body is over when join returns; the system's thread ends a little later.
        #expect(waitUntil { names().filter { $0 == "one of many" }.count <= before })
    }

    private func waitUntil(_ condition: () -> Bool) -> Bool {
        let deadline = Uptime.nanoseconds + Self.long
        while !condition() {
            if Uptime.nanoseconds > deadline { return false }
            StopSignal.sleep(nanoseconds: 1_000_000)
        }
        return true
    }

    /// Calls itself until so many bytes of the stack are used; how often.
    private static func descend(bytesLeft: Int) -> Int {
        // A frame of 1 to 8 KB, depending on the optimiser, that none can leave out.
        let frame = InlineArray<128, Int>(repeating: bytesLeft)
        guard bytesLeft > 0 else { return frame[127] < 1 ? 1 : 0 }
        return descend(bytesLeft: bytesLeft - 8192) + frame[bytesLeft & 127] / max(frame[0], 1)
    }

    /// Names of the threads of this process; while others end, one or the other may be missing.
    private func names() -> [String] {
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        return threads.compactMap { thread in
            // It may have ended since.
            try? String(contentsOfFile: "/proc/self/task/\(thread)/comm", encoding: .utf8)
                .trimmingCharacters(in: .newlines)
        }
    }
}

private final class Flag: Sendable {
    private let value = Atomic<Bool>(false)

    var isSet: Bool { value.load(ordering: .acquiring) }
    func set() { value.store(true, ordering: .releasing) }

    @Test("one that the system has no memory for never starts, and counts as one that has ended")
    func scarcity() {
        let thread = DedicatedThread(name: "huge", stackBytes: 1 << 46) { Issue.record("it runs") }
        #expect(!thread.hasStarted)
        #expect(thread.join(nanoseconds: 0))
        #expect(DedicatedThread(name: "small") {}.hasStarted)
    }
}
