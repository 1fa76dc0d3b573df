import Synchronization
import Testing
import Threading

@Suite("StopSignal") struct StopSignalTests {
    @Test("a signal that is raised before anybody waits ends the next wait at once, and only that one")
    func kept() {
        let signal = StopSignal()
        signal.raise()
        signal.raise()
        #expect(signal.wait(nanoseconds: nil))
        #expect(!signal.wait(nanoseconds: 0))
    }

    @Test(
        "a wait that nobody ends lasts as long as it was told", arguments: [-1, 0, 1, 20_000_000] as [Int64])
    func timeout(nanoseconds: Int64) {
        let begin = Uptime.nanoseconds
        #expect(!StopSignal().wait(nanoseconds: nanoseconds))
        #expect(Uptime.nanoseconds - begin >= nanoseconds)
    }

    @Test("a thread that waits without a limit goes on when another raises the signal")
    func woken() {
        let (signal, woken) = (StopSignal(), StopSignal())
        let thread = DedicatedThread(name: "sleeper") {
            signal.wait(nanoseconds: nil)
            woken.raise()
        }
        #expect(!woken.wait(nanoseconds: 1_000_000))
        signal.raise()
        #expect(woken.wait(nanoseconds: 20_000_000_000))
        #expect(thread.join(nanoseconds: 20_000_000_000))
    }
}

@Suite("DedicatedThread") struct DedicatedThreadTests {
    @Test("has run its body when it has been joined")
    func joined() {
        let count = Mutex(0)
        let threads = (0..<8).map { number in
            DedicatedThread(name: "counter \(number)") { count.withLock { $0 += 1 } }
        }
        #expect(threads.allSatisfy { $0.join(nanoseconds: 20_000_000_000) })
        #expect(count.withLock { $0 } == 8)
    }

    @Test("says at the deadline that it still runs, and can be joined later")
    func deadline() {
        let release = StopSignal()
        let thread = DedicatedThread(name: "busy") { release.wait(nanoseconds: nil) }
        #expect(!thread.join(nanoseconds: 1_000_000))
        release.raise()
        #expect(thread.join(nanoseconds: 20_000_000_000))
    }

    @Test("has the stack that was asked for")
    func stack() {
        let depth = Mutex(0)
        // Some 6 MB of frames: more than a thread of Foundation or Dispatch has by itself.
        let thread = DedicatedThread(name: "deep", stackBytes: 16 << 20) {
            depth.withLock { $0 = Self.descend(30_000) }
        }
        #expect(thread.join(nanoseconds: 20_000_000_000))
        #expect(depth.withLock { $0 } == 30_000)
    }

    @inline(never)
    private static func descend(_ levels: Int) -> Int {
        // An array that is used after the call keeps the frame from being optimised away.
        let numbers = [levels, 1]
        return levels == 0 ? 0 : descend(levels - 1) + numbers[1]
    }
}
