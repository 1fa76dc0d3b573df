internal import Dashboard
internal import Foundation
internal import History
internal import Soak
internal import Telemetry
internal import TerminalUI

/// A record that is about to be written in some format; whatever was asked for wrongly has been said.
struct Export {
    private let write: (ExportFile) throws(ExportError) -> Void

    /// - Parameters:
    ///   - span: in nanoseconds since the session began.
    ///   - series: names of what to write; nil for everything.
    init(_ format: ExportFormat, of reader: RecordReader, in span: Range<Int64>, series: [String]?) throws {
        switch format {
        case .csv:
            let rows = try CSVExport(series)
            write = { file throws(ExportError) in try reader.export(rows, in: span, to: file.write) }
        case .jsonl:
            guard series == nil else {
                throw Failure(reason: "--series does not go with jsonl, whose lines hold everything")
            }
            let lines = LinesExport(reader.facts)
            write = { file throws(ExportError) in try reader.export(lines, in: span, to: file.write) }
        case .openmetrics:
            let metrics = try MetricsExport(reader.facts, series: series)
            write = { file throws(ExportError) in try reader.export(metrics, in: span, to: file.write) }
        case .svg:
            let graphs = try Self.graphs(series)
            write = { file throws(ExportError) in
                try file.write(Array(GraphSheet(Self.picture(reader, span, graphs)).text.utf8))
            }
        case .html:
            let graphs = try Self.graphs(series)
            write = { file throws(ExportError) in
                try file.write(Array(RunPage(Self.picture(reader, span, graphs)).text.utf8))
            }
        }
    }

    /// Writes it.
    func callAsFunction(to file: ExportFile) throws(ExportError) { try write(file) }

    private static func graphs(_ names: [String]?) throws(ExportError) -> [Series] {
        guard let names else { return Series.allCases }
        var graphs: [Series] = []
        for name in names {
            guard let series = Series(rawValue: name) else {
                throw .unknownSeries(name, known: Series.allCases.map(\.rawValue))
            }
            graphs.append(series)
        }
        return graphs
    }

    private static func picture(
        _ reader: RecordReader, _ span: Range<Int64>, _ graphs: [Series]
    ) throws(ExportError) -> RunPicture {
        var picture = try reader.picture(of: span)
        picture.series = graphs
        let answer = LeakAnswer(picture.past.leaks, isOver: !reader.facts.isBeingWritten, glyphs: .braille)
        picture.answer = RunPicture.Answer(word: answer.word, clause: answer.clause)
        return picture
    }
}
