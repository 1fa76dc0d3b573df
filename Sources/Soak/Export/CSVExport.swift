internal import GRDB
package import Telemetry

/// Snapshots as comma-separated values (RFC 4180), one row for each.
package struct CSVExport: RowExport {
    private struct Column: Sendable {
        let name: String
        let text: @Sendable (Snapshot) -> String
    }

    private let columns: [Column]

    /// Creates an export of some columns.
    /// - Parameter series: the columns to write after the time; nil for all of them.
    /// - Throws: the first name that is none.
    package init(_ series: [String]?) throws(ExportError) {
        guard let series else {
            columns = Self.all
            return
        }
        var columns: [Column] = []
        for name in series {
            guard let column = Self.all.first(where: { $0.name == name }) else {
                throw .unknownSeries(name, known: Self.all.map(\.name))
            }
            columns.append(column)
        }
        self.columns = columns
    }

    package mutating func begin(_ bytes: inout [UInt8]) {
        row(["elapsed_s", "time"] + columns.map(\.name), &bytes)
    }

    package mutating func take(_ snapshot: Snapshot, _ bytes: inout [UInt8]) {
        let (seconds, rest) = snapshot.moment.elapsed.quotientAndRemainder(dividingBy: 1_000_000_000)
        let digits = String(rest.magnitude / 1000)
        let elapsed = "\(seconds)." + String(repeating: "0", count: 6 - digits.count) + digits
        row([elapsed, UTCTime.iso(snapshot.moment.unix)] + columns.map { $0.text(snapshot) }, &bytes)
    }

    package mutating func take(_ event: Event, _ bytes: inout [UInt8]) {}

    /// Neither a number nor a name of a column has anything in it that would have to be quoted.
    private func row(_ cells: [String], _ bytes: inout [UInt8]) {
        bytes += cells.joined(separator: ",").utf8
        bytes += "\r\n".utf8
    }

    /// The series of the graphs, and every number of a snapshot under the name that it has in the record.
    private static let all: [Column] = {
        let graphs = Series.allCases.map { series in
            Column(name: series.rawValue) { series.value(in: $0).map { String(Int($0)) } ?? "" }
        }
        let parts =
            SampleColumn.samples + SampleColumn.settings + SampleColumn.constants + SampleColumn.cleanups
        let numbers = parts.filter { column in
            !column.type.hasPrefix("TEXT") && !["elapsed", "unix"].contains(column.name)
                && !graphs.contains { $0.name == column.name }
        }
        return graphs + numbers.map { column in Column(name: column.name) { text(column.read($0)) } }
    }()

    private static func text(_ value: DatabaseValue) -> String {
        switch value.storage {
        case .int64(let number): String(number)
        case .double(let number):
            number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : String(number)
        default: ""
        }
    }
}
