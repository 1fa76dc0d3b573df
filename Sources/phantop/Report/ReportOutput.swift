internal import CLinux
internal import Dashboard
internal import Foundation
internal import History
internal import PlanEngine
internal import Soak

/// Where the result of a run without a screen goes.
struct ReportOutput {
    private enum Format { case table, json }

    private let format: Format
    private let handle: FileHandle
    /// The file that was named; nil for standard output.
    private let path: String?
    /// The file of the last words; nil if it goes elsewhere.
    private let lastWords: String?
    /// Whether it is a terminal.
    private let isTerminal: Bool
    /// What it is called where it cannot be written to; nil where there is no place for it.
    private let place: String?
    /// Where it goes when it cannot be written there, because the terminal is gone that it was to reach in the end.
    private var fallback: FileHandle?
    /// Where the run was recorded; nil for nowhere.
    var record: String?

    /// A table among the last words of a run that nobody watches any more.
    init(table farewell: Farewell) {
        (format, path, handle, lastWords) = (.table, nil, farewell.handle, farewell.path)
        isTerminal = false
        place = farewell.path
    }

    /// Opens the destination, so that what cannot be written is said before anything runs.
    ///
    /// Standard output is kept for the result: what Python and its libraries print goes to standard error from now on.
    /// - Parameter report: a path, `-` for standard output, or nil for a table there.
    init(report: String?) throws(Failure) {
        (format, lastWords) = (report == nil ? .table : .json, nil)
        // A script may go to another folder.
        path = report == "-" ? nil : report.map { URL(fileURLWithPath: $0).path }
        place = path == nil ? "standard output" : report ?? ""
        let output = FileHandle(fileDescriptor: clinux_duplicate(1), closeOnDealloc: false)
        clinux_redirect(2, 1)
        guard let path else {
            handle = output
            isTerminal = isatty(output.fileDescriptor) != 0
            return
        }
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: path) else {
            throw Failure(
                reason: "--report \(report ?? ""): cannot be written; name a file in a folder that exists")
        }
        handle = file.aside
        isTerminal = false
    }

    /// From now on it goes among the last words, if it was to go to the terminal, or cannot be written elsewhere.
    mutating func leaveTerminal(for farewell: Farewell) {
        if isTerminal { clinux_redirect(farewell.handle.fileDescriptor, handle.fileDescriptor) }
        fallback = farewell.handle
    }

    /// Writes the result.
    /// - Throws: one line that says why it could not be written, for a full disk or a reader that is gone.
    func write(_ report: RunReport, leftovers: [String: Int], _ leaks: LeakWatch, _ gate: GateReport?)
        throws(Failure)
    {
        // What could not be kept from the start has been said then.
        guard let place else { return }
        guard let file = clinux_is_open(handle.fileDescriptor) != 0 ? handle : again else {
            if format == .table {
                StandardError.write(ReportTable(report, leftovers: leftovers, leaks, gate).text)
            }
            throw Failure(
                reason:
                    "the result could not be written to \(place): the script has closed files of the program")
        }
        do {
            // An older report may be longer. A pipe cannot be cut short and need not be.
            if path != nil { try? file.truncate(atOffset: 0) }
            try file.write(contentsOf: try data(report, leftovers, leaks, gate))
        } catch {
            if let fallback, (try? fallback.write(contentsOf: data(report, leftovers, leaks, gate))) != nil {
                return
            }
            throw Failure(
                reason: "the result could not be written to \(place): \(SystemReason.of(error))")
        }
    }

    /// The file once more, after a script has closed it; standard output cannot be had twice.
    private var again: FileHandle? {
        guard let file = (path ?? lastWords).flatMap(FileHandle.init(forWritingAtPath:)) else { return nil }
        // What stands there already fails to be kept at worst.
        _ = try? file.seekToEnd()
        return file
    }

    private func data(
        _ report: RunReport, _ leftovers: [String: Int], _ leaks: LeakWatch, _ gate: GateReport?
    ) throws -> Data {
        switch format {
        case .table: return Data(ReportTable(report, leftovers: leftovers, leaks, gate).text.utf8)
        case .json:
            let whole = WholeReport(run: report, leak: LeakReport(leaks), gate: gate, record: record)
            return Data(try JSONText.pretty(whole).utf8)
        }
    }
}

/// A run's report with the answer whether it leaks and, where there are limits, whether it passed, in one JSON object.
private struct WholeReport: Encodable {
    private enum Key: CodingKey { case leak, gate, record }

    let run: RunReport
    let leak: LeakReport
    let gate: GateReport?
    let record: String?

    func encode(to encoder: any Encoder) throws {
        try run.encode(to: encoder)
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(leak, forKey: .leak)
        try fields.encodeIfPresent(gate, forKey: .gate)
        try fields.encodeIfPresent(record, forKey: .record)
    }
}
