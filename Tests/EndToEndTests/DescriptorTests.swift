import Foundation
import class GRDB.DatabaseQueue
import Soak
import Telemetry
import Testing

@Suite("a script that closes every file it finds, and opens its own", .paced) struct DescriptorTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try folder.write(
            """
            from opentap import *
            import os, time
            kept = []
            class Closes(TestStep):
                def Run(self):
                    if not kept:
                        os.closerange(3, 512)
                        for number in range(400):
                            kept.append(os.open(f"mine.{number}", os.O_RDWR | os.O_CREAT | os.O_APPEND))
                    for number in range(400): os.write(kept[number], b"%d\\n" % number)
                    time.sleep(0.05)
            """, to: "closes.py")
    }

    private static let plans = 60

    /// Expects the script's files to hold what it has written, and nothing else.
    private func expectUntouched(lines: Int) {
        for number in 0..<400 {
            let expected = String(repeating: "\(number)\n", count: lines)
            #expect(folder.read("mine.\(number)") == expected, "mine.\(number)")
        }
    }

    @Test(
        "its files hold what it wrote, the record all that was, the report is whole, and nobody is kept waiting"
    )
    func headless() async throws {
        let outcome = try await Program.run(
            [
                "closes.py", "--headless", "--plans", "\(Self.plans)", "--steps", "1", "--interval", "0.3",
                "--record", "record", "--report", "report.json", "--metrics", "0",
            ], in: folder)
        #expect(outcome.code == 0, "\(outcome.errors)")
        expectUntouched(lines: Self.plans)
        let report = try Report(folder.read("report.json") ?? "")
        #expect(report.plans == Self.plans && report.sweeps.count > 3 && report.registry.end == 0)
        let batch = try RecordReader(folder("record")).read(after: .init(), most: 1 << 20)
        #expect(batch.snapshots.last?.progress.stepInstances == Self.plans)
        let moments = batch.snapshots.map(\.moment.elapsed)
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $1 - $0 < 2_000_000_000 })
        let whole = try await DatabaseQueue(path: folder("record")).read {
            try String.fetchOne($0, sql: "PRAGMA integrity_check")
        }
        #expect(whole == "ok")
    }

    @Test("its files hold what it wrote also where there is a screen, and where that has gone")
    func screen() async throws {
        try await Pane.show(
            ["closes.py", "--plans", "0", "--steps", "1", "--interval", "0.3", "--record", "record"],
            in: folder
        ) { pane in
            try await pane.wait(for: "▸ Closes")
            try await pane.press("e")
            // Its mark stays on the time axis; the line below is that of the next sweep soon.
            try await pane.wait(for: "●")
            try await pane.press("d")
            #expect(try await pane.code() == 0)
        }
        let stopped = try await Program.run(["stop"], in: folder)
        #expect(stopped.code == 0)
        let report = stopped.output.firstMatch(of: /ran +(\d+) plans/).flatMap { Int($0.output.1) }
        expectUntouched(lines: try #require(report))
        let batch = try RecordReader(folder("record")).read(after: .init(), most: 1 << 20)
        #expect(batch.snapshots.last?.progress.phase == .finished)
    }
}
