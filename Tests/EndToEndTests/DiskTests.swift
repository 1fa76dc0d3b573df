import Foundation
import class GRDB.DatabaseQueue
import Soak
import Telemetry
import Testing

@Suite("a disk that is full", .paced) struct DiskTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// What runs where file systems can be mounted that nobody else sees.
    private static let apart = ["--user", "--map-root-user", "--mount"]

    /// Whether this user may have a disk of their own.
    private static func isPossible() async throws -> Bool {
        let folder = try Folder()
        let tried = try await Program.run(
            apart + ["mount", "-t", "tmpfs", "none", folder.path], of: "unshare", in: folder)
        return tried.code == 0
    }

    @Test(
        "is said, the run goes on, and when the disk has become larger so does the record, which lacks nothing",
        .enabled("no disk can be made here") { try await isPossible() })
    func full() async throws {
        try FileManager.default.createDirectory(atPath: folder("disk"), withIntermediateDirectories: false)
        try folder.write(
            """
            mount -t tmpfs -o size=400k none disk || exit 99
            "$1" run scenario:churn --headless --plans 0 --record disk/record --report report.json
            code=$?
            cp disk/record kept
            exit $code
            """, to: "run.sh")
        let run = try Program(
            Self.apart + ["sh", "run.sh", Program.phantop], of: "unshare", in: folder)
        try await Patience.wait(for: "a pause", evidence: { run.errors }) {
            run.errors.contains("record: recording pauses: no space is left") ? () : nil
        }
        let enlarged = try await Program.run(
            [
                "--target", "\(run.number)", "--user", "--mount", "--preserve-credentials", "mount", "-o",
                "remount,size=60m", "none", folder("disk"),
            ], of: "nsenter", in: folder)
        #expect(enlarged.code == 0, "\(enlarged.errors)")
        try await Patience.wait(for: "the end of the pause", evidence: { run.errors }) {
            run.errors.contains("record: recording goes on, nothing is lost") ? () : nil
        }
        kill(try #require(Program.worker(of: "\(run.number)")), SIGINT)
        let outcome = try await run.outcome()
        #expect(outcome.code == 130 && outcome.errors.contains("recorded in disk/record"))
        let batch = try RecordReader(folder("kept")).read(after: .init(), most: 1 << 20)
        let moments = batch.snapshots.map(\.moment.elapsed)
        #expect(zip(moments, moments.dropFirst()).allSatisfy { $1 - $0 < 2_000_000_000 })
        #expect(batch.snapshots.last?.progress.phase == .finished)
        let whole = try await DatabaseQueue(path: folder("kept")).read {
            try String.fetchOne($0, sql: "PRAGMA integrity_check")
        }
        #expect(whole == "ok")
    }
}
