internal import Foundation
internal import Soak
internal import TerminalUI

/// Recorded runs side by side.
struct RecordComparison {
    private let summaries: [RecordSummary]

    /// Reads records through.
    /// - Throws: a line about the first that cannot be read.
    init(_ paths: [String]) throws(Failure) {
        var summaries: [RecordSummary] = []
        for path in paths {
            do throws(RecordError) {
                let name = URL(fileURLWithPath: path).lastPathComponent
                summaries.append(try RecordSummary(RecordReader(path), name: name))
            } catch {
                throw Failure(reason: error.summary)
            }
        }
        self.summaries = summaries
    }

    /// - Throws: a line about the first file that is there and may not be read, so that nobody can tell whether it is a
    ///   record.
    static func check(_ paths: [String]) throws(Failure) {
        let files = FileManager.default
        for path in paths where files.fileExists(atPath: path) && !files.isReadableFile(atPath: path) {
            throw Failure(reason: RecordError.unreadable(path, reason: "permission denied").summary)
        }
    }

    /// A row for each figure, a column for each run.
    var text: String {
        TextTable(rows.map { [$0.name] + summaries.map($0.value) }).text
    }

    /// An array of objects, one for each run.
    var json: String {
        get throws { try JSONText.pretty(summaries) }
    }

    private struct Row {
        let name: String
        let value: (RecordSummary) -> String

        init(_ name: String, _ value: @escaping (RecordSummary) -> String) {
            (self.name, self.value) = (name, value)
        }
    }

    private var rows: [Row] {
        [
            Row("") { $0.record }, Row("workload") { $0.workload },
            Row("ran") { Self.duration($0.seconds) },
            Row("plans") { Figures.grouped($0.plans) }, Row("steps") { Figures.grouped($0.steps) },
            Row("verdicts") { Self.verdicts($0.verdicts) }, Row("leak") { $0.verdict },
            Row("bytes per step") { Self.fixed($0.bytesPerStep, 1) },
            Row("entries per step") { Self.fixed($0.entriesPerStep, 2) },
            Row("entries") { Self.course($0.entries, Figures.grouped) },
            Row("heap kB") { Self.course($0.heapBytes) { Self.fixed(Double($0) / 1000, 1) } },
            Row("threads") { Self.course($0.threads, Figures.grouped) },
            Row("sweeps") { Figures.grouped($0.sweeps) },
            Row("GIL held ms") { Self.fixed($0.longestGILHoldMs, 2) },
            Row("preset") { $0.preset }, Row("interval") { Self.fixed($0.interval, 1) + " s" },
            Row("end") { $0.outcome ?? ($0.isBeingWritten ? "still running" : "killed") },
            Row("phantop") { "\($0.phantop ?? "?") on \($0.host ?? "?")" },
        ]
    }

    /// From the first to the last, and the largest where that is neither.
    private static func course(_ course: RecordSummary.Course?, _ written: (Int) -> String) -> String {
        guard let course else { return "-" }
        let peak = course.peak > max(course.begin, course.end) ? ", \(written(course.peak)) at most" : ""
        return "\(written(course.begin)) → \(written(course.end))\(peak)"
    }

    private static func verdicts(_ counts: [String: Int]) -> String {
        let words = counts.sorted { $0.key < $1.key }.map { "\(Figures.grouped($0.value)) \($0.key)" }
        return words.isEmpty ? "none" : words.joined(separator: ", ")
    }

    private static func duration(_ seconds: Double) -> String {
        guard seconds >= 60 else { return fixed(seconds, 1) + " s" }
        let whole = Int(seconds)
        let days = whole >= 86_400 ? "\(whole / 86_400)d " : ""
        let parts = [whole / 3600 % 24, whole / 60 % 60, whole % 60]
        return days + parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    private static func fixed(_ value: Double?, _ digits: Int) -> String {
        value.map { Figures.fixed($0, decimals: digits) } ?? "-"
    }
}
