import Foundation
import History
import Testing
import TestSupport

@testable import Soak

@Suite("a record of a very long run") struct LongRecordTests {
    /// Resident bytes of this process.
    private var resident: Int {
        let fields = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ")
        return (fields.flatMap { $0.count > 1 ? Int($0[1]) : nil } ?? 0) * 4096
    }

    @Test("stays below its bound for a month, and has the whole of it and the newest part")
    func month() throws {
        // A thirtieth of it is the day, of which half is kept at full rate.
        let samples = RandomRun.operations(6_000)
        var limits = RecordLimits()
        (limits.samples, limits.bytes, limits.segments) = (
            samples / 60, Int64(max(1, samples / 50_000)) << 22, 4
        )
        let folder = try Folder()
        let path = folder.file("a")
        let writer = RecordWriter(try NewRecord(path, facts: RecordFacts(), limits: limits))
        var run = SampleRun(seed: 30, period: 2_592_000_000_000_000 / Int64(samples))
        var sizes: [(file: Int, resident: Int)] = []
        for _ in 0..<30 {
            for _ in 0..<10 { try writer.write(run.batch(samples / 300)) }
            let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            sizes.append((size ?? 0, resident))
        }
        if samples > 100_000 { print(sizes.map { "\($0.file >> 10) KiB, \($0.resident >> 20) MiB" }) }
        // A segment and what is remembered come before anything goes.
        #expect(sizes.allSatisfy { Int64($0.file) < limits.bytes * 3 / 2 })
        let kept = try RecordReader(path).read(after: RecordReader(path).beginning().place, most: samples)
        #expect(kept.snapshots.count > 0 && kept.snapshots.count < limits.samples * 2)
        #expect(try RecordReader(path).past().latest == run.snapshot)
    }
}
