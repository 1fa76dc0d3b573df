import Foundation
import Testing
import Threading

@Suite("StopSignal")
struct StopSignalTests {
    /// Longer than any of these tests may take.
    private static let long: Int64 = 60_000_000_000

    @Test("a signal that arrives while nobody waits ends the next wait, and only that")
    func kept() {
        let signal = StopSignal()
        signal.raise()
        #expect(signal.wait(nanoseconds: Self.long))
        #expect(!signal.wait(nanoseconds: 0))
    }

    @Test("several signals become one")
    func merged() {
        let signal = StopSignal()
        for _ in 0..<5 { signal.raise() }
        #expect(signal.wait(nanoseconds: nil))
        #expect(!signal.wait(nanoseconds: 0))
    }

    @Test("a wait that nobody ends takes its time", arguments: [1_000_000, 30_000_000] as [Int64])
    func timeout(nanoseconds: Int64) {
        let begin = Uptime.nanoseconds
        #expect(!StopSignal().wait(nanoseconds: nanoseconds))
        #expect(Uptime.nanoseconds - begin >= nanoseconds)
    }

    @Test("a time that is over, or never was, only looks", arguments: [0, -1, Int64.min])
    func look(nanoseconds: Int64) {
        let signal = StopSignal()
        #expect(!signal.wait(nanoseconds: nanoseconds))
        signal.raise()
        #expect(signal.wait(nanoseconds: nanoseconds))
    }

    @Test("the longest time is no overflow")
    func longest() {
        let signal = StopSignal()
        let thread = DedicatedThread(name: "raiser") { signal.raise() }
        #expect(signal.wait(nanoseconds: .max))
        #expect(thread.join(nanoseconds: Self.long))
    }

    @Test("another thread cuts a wait short")
    func otherThread() {
        let signal = StopSignal()
        let begin = Uptime.nanoseconds
        let thread = DedicatedThread(name: "raiser") { signal.raise() }
        #expect(signal.wait(nanoseconds: Self.long))
        #expect(thread.join(nanoseconds: Self.long))
        #expect(Uptime.nanoseconds - begin < Self.long)
    }

    @Test("a signal raised once ends one of two waits")
    func twoWaiters() {
        let signal = StopSignal()
        let ended = StopSignal()
        let threads = (0..<2).map { number in
            DedicatedThread(name: "waiter \(number)") {
                if signal.wait(nanoseconds: 300_000_000) { ended.raise() }
            }
        }
        signal.raise()
        #expect(ended.wait(nanoseconds: Self.long))
        for thread in threads { #expect(thread.join(nanoseconds: Self.long)) }
        #expect(!ended.wait(nanoseconds: 0))
    }

    @Test("no signal is lost between two threads that answer each other")
    func pingPong() {
        let (ping, pong) = (StopSignal(), StopSignal())
        let thread = DedicatedThread(name: "pong") {
            for _ in 0..<20_000 where ping.wait(nanoseconds: Self.long) { pong.raise() }
        }
        var answers = 0
        for _ in 0..<20_000 {
            ping.raise()
            guard pong.wait(nanoseconds: Self.long) else { break }
            answers += 1
        }
        #expect(answers == 20_000)
        #expect(thread.join(nanoseconds: Self.long))
    }

    @Test("more signals than a process may open files, and each works")
    func many() {
        let signals = (0..<5000).map { _ in StopSignal() }
        for signal in signals { signal.raise() }
        #expect(signals.allSatisfy { $0.wait(nanoseconds: 0) && !$0.wait(nanoseconds: 0) })
    }

    @Test("whoever polls its descriptor is told of a raise, before or after, until somebody has waited")
    func polled() {
        for isEarly in [true, false] {
            let signal = StopSignal()
            if isEarly { signal.raise() }
            let descriptor = signal.descriptor
            #expect(isReadable(descriptor) == isEarly)
            if !isEarly { signal.raise() }
            #expect(isReadable(descriptor))
            #expect(signal.wait(nanoseconds: 0))
            #expect(!isReadable(descriptor))
        }
    }

    private func isReadable(_ descriptor: Int32) -> Bool {
        // What cannot be read is not readable.
        let facts = try? String(contentsOfFile: "/proc/self/fdinfo/\(descriptor)", encoding: .utf8)
        return facts?.contains(/eventfd-count: +[0-9a-f]*[1-9a-f]/) ?? false
    }

    @Test("the descriptor is one that scripts leave alone, and closed with the signal")
    func descriptor() {
        let path: String
        do {
            let signal = StopSignal()
            path = "/proc/self/fd/\(signal.descriptor)"
            #expect(signal.descriptor >= 512)
            #expect(target(of: path) == "anon_inode:[eventfd]")
            withExtendedLifetime(signal) {}
        }
        // The number may be in use again by now, for something else of the test process.
        let others = (0..<50).map { _ in StopSignal() }
        #expect(Set(others.map(\.descriptor)).count == 50)
    }

    private func target(of link: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: link)  // Gone is an answer, too.
    }
}
