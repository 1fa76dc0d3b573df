import Foundation
import Soak
import Telemetry
import Testing
import Threading

@Suite("what was measured last", .paced) struct LastMomentTests {
    private let folder: Folder
    private let sessions: Sessions

    init() throws {
        folder = try Folder()
        sessions = Sessions(folder: folder)
    }

    /// Everything in the record.
    private func record() throws -> RecordReader.Batch {
        try RecordReader(folder("record")).read(after: .init(), most: 1 << 20)
    }

    private func expect(_ last: Snapshot, agreesWith report: Report) {
        #expect(last.progress.phase == .finished)
        #expect(last.progress.stepInstances == report.stepInstances)
        #expect(last.registry.entries == report.registry.end)
        #expect(last.registry.phantoms == report.registry.phantomsEnd)
        #expect(last.heapBytes == report.heap.endBytes)
        #expect(last.hostsCreated == report.hosts.created)
        #expect(last.hostsDeinitialised == report.hosts.deinitialised)
        #expect(last.cleanup.sweeps == report.sweeps.count)
    }

    @Test(
        "a run of some hundredths of a second: its record ends with what its report says",
        arguments: ["stock", "sweep", "prompt"])
    func record(preset: String) async throws {
        let report = try await Report.of(
            ["scenario:churn", "--plans", "2", "--preset", preset, "--record", "record"], in: folder)
        let batch = try record()
        expect(try #require(batch.snapshots.last), agreesWith: report)
        let end = try #require(batch.events.last?.moment.elapsed)
        #expect(batch.snapshots.last?.moment.elapsed ?? 0 >= end)
    }

    @Test("whoever is attached when the run ends sees what its report says")
    func attached() async throws {
        try folder.write(
            """
            from opentap import *
            import os, time
            class Waits(TestStep):
                def Run(self):
                    while not os.path.exists("go"): time.sleep(0.01)
            """, to: "waits.py")
        let program = try Program(
            ["waits.py", "--headless", "--preset", "stock", "--plans", "3", "--report", "-"], in: folder)
        try await sessions.wait(for: "the session") { $0.first?.phase == "running" }
        let link = try SessionLink(
            to: "waits", in: SessionFolder(environment: ["XDG_RUNTIME_DIR": folder.path]), viewer: "test",
            isReadOnly: true, attention: StopSignal())
        try await Patience.wait(for: "the first measurement") {
            link.snapshots.read(from: 0).cursor > 0 ? () : nil
        }
        try folder.write("", to: "go")
        let report = try Report(try await program.outcome().output)
        try await Patience.wait(for: "the end") { link.end }
        expect(try #require(link.snapshots.read(from: 0).elements.last), agreesWith: report)
    }

    @Test("a run that is stopped on its screen is recorded until it has cleaned up")
    func screen() async throws {
        try await Pane.show(["scenario:churn", "--plans", "0", "--record", "record"], in: folder) { pane in
            try await pane.wait(for: "▸")
            try await pane.press("q")
            try await pane.wait(for: "stop the run and leave?")
            try await pane.press("y")
            #expect(try await pane.code() == 0)
        }
        let last = try #require(try record().snapshots.last)
        #expect(last.progress.phase == .finished && last.registry.entries == 0)
    }
}
