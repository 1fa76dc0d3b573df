internal import TerminalUI

/// Cells in columns, two blanks apart, for people.
struct TextTable {
    private let rows: [[String]]
    private let numbers: Range<Int>

    /// - Parameters:
    ///   - rows: with a cell for each column; headings are the first of them.
    ///   - numbers: the columns whose cells end where the others end.
    init(_ rows: [[String]], numbers: Range<Int> = 0..<0) {
        self.rows = rows.map { $0.map(PlainText.line) }
        self.numbers = numbers
    }

    /// The rows, each with a line end and without blanks before it.
    var text: String {
        let widths = (rows.first ?? []).indices.map { column in
            rows.map { Rendered($0[column]).columns }.max() ?? 0
        }
        return rows.map { row in
            let cells = row.enumerated().map { column, cell in
                let space = String(repeating: " ", count: widths[column] - Rendered(cell).columns)
                return numbers.contains(column) ? space + cell : cell + space
            }
            var line = cells.joined(separator: "  ")
            while line.last == " " { line.removeLast() }
            return line + "\n"
        }.joined()
    }
}
