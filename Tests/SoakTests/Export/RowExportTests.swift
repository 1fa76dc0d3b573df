import Foundation
import History
import Telemetry
import Testing

@testable import Soak

@Suite("the rows of an exported record")
struct RowExportTests {
    private let folder: Folder
    private let batch: RecordBatch

    init() throws {
        folder = try Folder()
        var run = SampleRun(seed: 9)
        batch = run.batch(5000)
        try RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts())).write(batch)
    }

    private var reader: RecordReader { get throws { try RecordReader(folder.file("a")) } }

    private func text(_ rows: some RowExport, _ span: Range<Int64> = 0..<Int64.max) throws -> String {
        var bytes: [UInt8] = []
        try reader.export(rows, in: span) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func metrics(_ series: [String]?, _ span: Range<Int64> = 0..<Int64.max) throws -> [Substring] {
        var bytes: [UInt8] = []
        try reader.export(try MetricsExport(RecordFacts(), series: series), in: span) { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    }

    @Test("comma-separated values have a row for each sample, with lines as RFC 4180 wants them")
    func csv() throws {
        let text = try text(CSVExport(["heap", "live", "interval_s"]))
        let rows = text.components(separatedBy: "\r\n")
        #expect(rows.count == 5002 && rows.last == "")
        #expect(rows[0] == "elapsed_s,time,heap,live,interval_s")
        let sample = batch.snapshots[6]
        #expect(
            rows[7]
                == "0.700000,\(UTCTime.iso(sample.moment.unix)),\(sample.heapGrowthBytes),\(sample.registry.live),30"
        )
    }

    @Test("without names every number of a sample has a column, and no name stands twice")
    func columns() throws {
        let rows = try text(CSVExport(nil), 0..<200_000_000).components(separatedBy: "\r\n")
        let names = rows[0].split(separator: ",", omittingEmptySubsequences: false)
        #expect(Set(names).count == names.count && names.contains("gil_wait_ns") && !names.contains("phase"))
        #expect(rows[1].split(separator: ",", omittingEmptySubsequences: false).count == names.count)
    }

    @Test("a name that is no column is refused with those that are")
    func unknown() throws {
        let error = #expect(throws: ExportError.self) { try CSVExport(["heap", "x"]) }
        #expect(error?.summary.hasPrefix("--series x: no such series; there are registry, phantoms") == true)
        #expect(throws: ExportError.self) { try MetricsExport(RecordFacts(), series: ["heap"]) }
    }

    @Test("only what is in the span is written, its first moment included")
    func span() throws {
        let rows = try text(CSVExport([]), 300_000_000_000..<300_300_000_000).components(separatedBy: "\r\n")
        #expect(rows.map { $0.prefix(10) } == ["elapsed_s,", "300.000000", "300.100000", "300.200000", ""])
    }

    @Test("lines are those of the stream, all of them, in the order of time")
    func lines() throws {
        let lines = try text(LinesExport(RecordFacts(["workload": "scenario:churn"]))).split(separator: "\n")
            .map {
                StreamLine(bytes: Array($0.utf8)[...])
            }
        var moments: [Int64] = []
        if case .session = lines.first {} else { Issue.record("it does not say what runs") }
        for case let line? in lines {
            switch line {
            case .snapshot(let snapshot): moments.append(snapshot.moment.elapsed)
            case .event(let event): moments.append(event.moment.elapsed)
            case .session(let summary): #expect(moments.isEmpty && summary.workload == "scenario:churn")
            default: Issue.record("neither a session nor a measurement nor an event")
            }
        }
        #expect(moments.count == 5000 + batch.events.count && moments == moments.sorted())
    }

    @Test("samples of a metric stand together in the order of time, and the text has an end")
    func order() throws {
        let lines = try metrics(["phantop_heap_bytes", "phantop_steps"])
        #expect(lines.last == "# EOF")
        let heads = lines.enumerated().filter { $0.element.hasPrefix("# TYPE") }
        #expect(heads.map(\.element) == ["# TYPE phantop_steps counter", "# TYPE phantop_heap_bytes gauge"])
        let times = lines.filter { $0.hasPrefix("phantop_heap_bytes ") }.compactMap {
            Double($0.split(separator: " ")[2])
        }
        #expect(times.count > 4900 && times == times.sorted() && Set(times).count == times.count)
    }

    @Test("what does not change is repeated now and then; what came before the span is counted")
    func thinned() throws {
        let info = try metrics(["phantop_run"]).filter { $0.hasPrefix("phantop_run_info") }
        #expect(info.count == 34)
        let sweeps = batch.events.filter { if case .swept = $0.kind { true } else { false } }.count
        let late = try metrics(["phantop_cleanups"], 499_900_000_000..<Int64.max)
        let counts = late.compactMap { $0.hasPrefix("phantop") ? Int($0.split(separator: " ")[1]) : nil }
        #expect(counts.reduce(0, +) == sweeps)
    }

    @Test("the times of a metric rise evenly, also where somebody has set the clock back by an hour")
    func clockSetBack() throws {
        var batch = RecordBatch()
        for tenth in 0..<100 as Range<Int64> {
            var snapshot = Snapshot()
            snapshot.moment.elapsed = tenth * 100_000_000
            snapshot.moment.unix = 1_785_326_400_000_000_000 + tenth * 100_000_000
            if tenth >= 50 { snapshot.moment.unix -= 3_600_000_000_000 }
            snapshot.heapBytes = Int(tenth)
            batch.snapshots.append(snapshot)
        }
        try RecordWriter(try NewRecord(folder.file("b"), facts: RecordFacts())).write(batch)
        var bytes: [UInt8] = []
        try RecordReader(folder.file("b")).export(
            try MetricsExport(RecordFacts(), series: ["phantop_heap_bytes"]), in: 0..<Int64.max
        ) { bytes += $0 }
        let times = String(decoding: bytes, as: UTF8.self).split(separator: "\n").compactMap {
            $0.hasPrefix("phantop") ? Double($0.split(separator: " ")[2]) : nil
        }
        #expect(times.count == 100 && times.first == 1_785_326_400)
        #expect(zip(times, times.dropFirst()).allSatisfy { abs($1 - $0 - 0.1) < 0.001 })
    }

    @Test("where the oldest rows are gone, plans that ended in them are counted all the same")
    func remembered() throws {
        var limits = RecordLimits()
        (limits.samples, limits.segments) = (400, 4)
        let writer = RecordWriter(try NewRecord(folder.file("b"), facts: RecordFacts(), limits: limits))
        var (run, plans) = (SampleRun(seed: 4), 0)
        for _ in 0..<60 {
            let batch = run.batch(50)
            plans += batch.events.count { if case .planLeft = $0.kind { true } else { false } }
            try writer.write(batch)
        }
        var bytes: [UInt8] = []
        let reader = try RecordReader(folder.file("b"))
        #expect(try reader.beginning().place.sample > 0)
        try reader.export(try MetricsExport(RecordFacts(), series: ["phantop_plans"]), in: 0..<Int64.max) {
            bytes += $0
        }
        let passed = String(decoding: bytes, as: UTF8.self).split(separator: "\n").last {
            $0.hasPrefix(#"phantop_plans_total{verdict="pass"}"#)
        }
        #expect(passed.flatMap { Int($0.split(separator: " ")[1]) } == plans)
    }

    @Test("a spool gives every strand back as it came, whatever waited in its file, and leaves no file")
    func spool() throws {
        var spool = Spool(strands: 3, pieceBytes: 64, folder: folder.path)
        var expected = ["", "", ""]
        for number in 0..<200 {
            spool.append("\(number);", to: number % 2)
            expected[number % 2] += "\(number);"
            if number % 7 == 0 { try spool.setAside() }
        }
        #expect(!spool.isEmpty(1) && spool.isEmpty(2))
        for strand in 0..<3 {
            var bytes: [UInt8] = []
            try spool.read(strand) { bytes += $0 }
            #expect(String(decoding: bytes, as: UTF8.self) == expected[strand])
        }
        #expect(try folder.names.allSatisfy { $0.hasPrefix("a") })
    }
}
