internal import CLinux
internal import Foundation
internal import PlanEngine

/// Where the result of a run without a screen goes.
struct ReportOutput {
    private enum Destination {
        case table(FileHandle)
        case json(FileHandle, path: String)
        case file(FileHandle, path: String)
    }

    private let destination: Destination

    /// Opens the destination, so that what cannot be written is said before anything runs.
    ///
    /// Standard output is kept for the result: what Python and its libraries print goes to standard error from now on.
    /// - Parameter report: a path, `-` for standard output, or nil for a table there.
    init(report: String?) throws(Failure) {
        guard let report, report != "-" else {
            let output = FileHandle(fileDescriptor: clinux_duplicate(1), closeOnDealloc: false)
            clinux_redirect(2, 1)
            destination = report == nil ? .table(output) : .json(output, path: "standard output")
            return
        }
        clinux_redirect(2, 1)
        if !FileManager.default.fileExists(atPath: report) {
            _ = FileManager.default.createFile(atPath: report, contents: nil)
        }
        guard let file = FileHandle(forWritingAtPath: report) else {
            throw Failure(
                reason: "--report \(report): cannot be written; name a file in a folder that exists")
        }
        destination = .file(file, path: report)
    }

    /// Writes the result.
    func write(_ report: RunReport, leftovers: [String: Int]) {
        switch destination {
        case .table(let output): output.write(Data(ReportTable(report, leftovers: leftovers).text.utf8))
        case .json(let output, let path): write(report, to: output, path: path)
        case .file(let file, let path):
            // An older report may be longer. A pipe cannot be cut short and need not be.
            try? file.truncate(atOffset: 0)
            write(report, to: file, path: path)
        }
    }

    private func write(_ report: RunReport, to file: FileHandle, path: String) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        do {
            try file.write(contentsOf: try encoder.encode(report) + Data("\n".utf8))
        } catch {
            StandardError.write("phantop: the report could not be written to \(path): \(error)\n")
        }
    }
}
