import Foundation
import Telemetry
import Testing
import Threading

@testable import PlanEngine

@Suite("ThreadFiles")
struct ThreadFilesTests {
    @Test("a line of the kernel is read, whatever the thread is called")
    func line() throws {
        let numbers = (0..<40).map(String.init).joined(separator: " ")
        for name in ["python", "a b", "(x)", ") S 1 2 (", ""] {
            let reading = try #require(ThreadFiles.reading(of: "4242 (\(name)) R \(numbers)\n"))
            #expect((reading.id, reading.name, reading.state) == (4242, name, "R"))
            // Fields 14 and 15 of proc(5), 10 and 11 after the state, in ticks.
            #expect(reading.cpu == 21 * 10_000_000)
        }
    }

    @Test(
        "what is no such line is nothing",
        arguments: ["", "1", "1 (x)", "x (y) S 1 2", "1 (y) S 1 2 3", ")("])
    func nonsense(_ line: String) {
        #expect(ThreadFiles.reading(of: line) == nil)
    }

    @Test("the threads of this process are among them, by name, and those that ended are not")
    func own() {
        let (begun, end) = (StopSignal(), StopSignal())
        let thread = DedicatedThread(name: "to be found") {
            begun.raise()
            end.wait(nanoseconds: nil)
        }
        begun.wait(nanoseconds: nil)
        let found = ThreadFiles.read()
        #expect(found.contains { $0.name == "to be found" && !$0.state.isEmpty })
        #expect(found.map(\.id) == found.map(\.id).sorted())
        end.raise()
        #expect(thread.join(nanoseconds: 10_000_000_000))
    }

    @Test("CPU time is told in nanoseconds and not in ticks, where the kernel keeps it")
    func precise() throws {
        try #require(FileManager.default.fileExists(atPath: "/proc/self/schedstat"))
        #expect(ThreadFiles.read().contains { $0.cpu % 1_000_000 != 0 })
    }
}
