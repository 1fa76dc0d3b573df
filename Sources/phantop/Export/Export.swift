internal import Foundation
internal import Soak

/// A record that is about to be written in some format; whatever was asked for wrongly has been said.
struct Export {
    private let write: (ExportFile) throws(ExportError) -> Void

    /// - Parameters:
    ///   - span: in nanoseconds since the session began.
    ///   - series: names of what to write; nil for everything.
    ///   - name: the record's.
    init(
        _ format: ExportFormat, of reader: RecordReader, in span: Range<Int64>, series: [String]?,
        name: String
    ) throws {
        switch format {
        case .csv:
            let rows = try CSVExport(series)
            write = { file throws(ExportError) in try reader.export(rows, in: span, to: file.write) }
        case .jsonl:
            guard series == nil else {
                throw Failure(reason: "--series does not go with jsonl, whose lines hold everything")
            }
            write = { file throws(ExportError) in try reader.export(LinesExport(), in: span, to: file.write) }
        case .openmetrics:
            let metrics = try MetricsExport(reader.facts, series: series)
            write = { file throws(ExportError) in try reader.export(metrics, in: span, to: file.write) }
        }
    }

    func callAsFunction(to file: ExportFile) throws(ExportError) { try write(file) }
}
