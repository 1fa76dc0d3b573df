internal import ArgumentParser
internal import CLinux
internal import Foundation
internal import Soak
internal import TerminalUI

/// `phantop records`: what has been recorded and nobody has named.
struct RecordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "records",
        abstract: "List the records that nobody named, newest first.",
        discussion:
            "replay, export and compare take their names; without one, replay and export take the newest.")

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        guard let folder = RecordOptions.folder else { throw Failure(reason: "nobody has a home here") }
        let rows = StoredRecord.newestFirst(in: folder).map(RecordRow.init)
        if json {
            for row in rows { StandardOutput.write(try JSONText.line(row)) }
        } else if rows.isEmpty {
            StandardOutput.write("no record is in \(folder)")
        } else {
            let head = ["name", "workload", "began", "ran", "size", "leak?", "end"]
            StandardOutput.write(TextTable([head] + rows.map(\.cells)).text)
        }
    }
}

/// One record, as the list tells of it.
private struct RecordRow: Encodable {
    let name: String
    let path: String
    let bytes: Int64
    private(set) var workload = ""
    private(set) var began: Int64?
    private(set) var seconds: Double?
    private(set) var verdict: String?
    private(set) var end = ""

    init(_ record: StoredRecord) {
        (name, path, bytes) = (record.name, record.path, record.bytes)
        do throws(RecordError) {
            let reader = try RecordReader(record.path)
            let facts = reader.facts
            workload = facts[.workload] ?? ""
            began = facts[.began].flatMap { Int64($0) }
            end = facts[.outcome] ?? (facts.isBeingWritten ? "still running" : "killed")
            verdict = try reader.verdicts().last?.verdict
            seconds = Double(try reader.end() / 1_000_000) / 1e3
        } catch {
            // One that is broken is no reason to hide the others.
            end = error.summary
        }
    }

    var cells: [String] {
        [
            name, PlainText.line(workload, atMost: 32), date, length,
            Figures.fixed(Double(bytes) / 1e6, decimals: 1) + " MB", verdict ?? "-", PlainText.line(end),
        ]
    }

    private var length: String {
        guard let seconds else { return "-" }
        return seconds < 60
            ? Figures.fixed(seconds, decimals: 1) + " s" : UTCTime.clock(Int64(seconds * 1e9))
    }

    /// `2026-07-29 18:15`, in local time.
    private var date: String {
        guard let began else { return "-" }
        let unix = began / 1_000_000_000
        let local = Date(timeIntervalSince1970: Double(unix + clinux_utc_offset(unix)))
        return String(local.formatted(.iso8601).prefix(16)).replacing("T", with: " ")
    }
}
