internal import ArgumentParser
internal import CLinux
internal import Foundation
internal import History
internal import Soak

/// `phantop export`: a record, or a part of it, as other programs read it.
struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write a record as CSV, JSON Lines, OpenMetrics, SVG graphs or one HTML page.",
        discussion:
            "Works while the record is being written, too: what has been recorded by then is exported.")

    @Argument(
        help: ArgumentHelp(
            "A record of a run, or its name as phantop records lists it. Left out: the newest of those.",
            valueName: "record"), completion: .file())
    var record: String?

    @Option(help: "What to write. (default: what the name of --output ends in)")
    var format: ExportFormat?

    @Option(
        help: ArgumentHelp("Leave out what was before: \(RunTime.forms).", valueName: "time"))
    var from: String?

    @Option(help: ArgumentHelp("Leave out what was after.", valueName: "time"))
    var to: String?

    @Option(
        help: ArgumentHelp(
            "Only these, with commas: columns of csv; names of metrics; registry, phantoms, threads, heap of svg and html.",
            valueName: "names"))
    var series: String?

    @Option(name: .shortAndLong, help: "A file, or - for standard output.")
    var output = "-"

    func run() throws {
        let format = try chosenFormat
        let (begin, end) = (try time(from, "--from"), try time(to, "--to"))
        let record = try RecordChoice.path(record)
        do {
            let reader = try RecordReader(record)
            let span = try span(begin, end, in: reader)
            let write = try Export(format, of: reader, in: span, series: try names)
            let file = try ExportFile(output, record: record)
            do {
                try write(to: file)
                try file.finish()
            } catch {
                file.discard()
                throw error
            }
        } catch let error as RecordError {
            throw Failure(reason: error.summary)
        } catch let error as ExportError {
            throw Failure(reason: error.summary)
        }
    }

    private var names: [String]? {
        get throws {
            guard let series else { return nil }
            let names = series.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            guard !names.isEmpty else {
                throw Failure(reason: "--series names nothing; leave it out for all")
            }
            return names
        }
    }

    private var chosenFormat: ExportFormat {
        get throws {
            if let format { return format }
            let ending = URL(fileURLWithPath: output).pathExtension.lowercased()
            if let format = ExportFormat(ending: ending) { return format }
            let known = ExportFormat.allCases.map(\.words).joined(separator: ", ")
            guard output != "-", !ending.isEmpty else {
                throw Failure(reason: "export needs --format: \(known)")
            }
            throw Failure(
                reason:
                    "--output \(output): nothing is known that ends in .\(ending), but \(known); or add --format"
            )
        }
    }

    private func time(_ text: String?, _ option: String) throws -> RunTime? {
        guard let text else { return nil }
        guard let time = RunTime(text) else {
            throw Failure(reason: "\(option) \(text): no time; write \(RunTime.forms)")
        }
        return time
    }

    private func span(_ from: RunTime?, _ to: RunTime?, in reader: RecordReader) throws -> Range<Int64> {
        let isOfClock = [from, to].contains { $0?.isOfClock ?? false }
        let (wall, newest) = (isOfClock ? try reader.wall() : WallClock(), try reader.end())
        func moments(_ time: RunTime) -> ClosedRange<Int64> {
            time.moments(on: wall, until: newest) { clinux_utc_offset($0) }
        }
        let begin = max(0, from.map { moments($0).lowerBound } ?? 0)
        // What happens at the end that was named belongs to it.
        let end = to.map { moments($0).upperBound + 1 } ?? .max
        guard begin < end else {
            throw Failure(
                reason: "--to \(self.to ?? "") is before \(from == nil ? "the beginning" : "--from")")
        }
        guard from == nil || begin <= newest else {
            throw Failure(
                reason: "--from \(self.from ?? "") is after the end, which is at \(UTCTime.clock(newest))")
        }
        return begin..<end
    }
}
