import TerminalUI
import Testing

@Suite struct RectTests {
    private let rect = Rect(column: 2, row: 1, columns: 7, rows: 5)

    @Test("parts of a split are adjacent and cover everything", arguments: 1...9)
    func split(count: Int) {
        let columns = rect.splitColumns(into: count)
        #expect(columns.first?.column == rect.column)
        #expect(columns.last?.endColumn == rect.endColumn)
        #expect(zip(columns, columns.dropFirst()).allSatisfy { $0.endColumn == $1.column })
        let rows = rect.splitRows(into: count)
        #expect(rows.map(\.rows).reduce(0, +) == rect.rows)
        #expect(rows.allSatisfy { $0.columns == rect.columns })
    }

    @Test("a split into no parts has none")
    func splitIntoNone() {
        #expect(rect.splitRows(into: 0).isEmpty)
    }

    @Test("a split at an edge never takes more than there is", arguments: [-1, 0, 3, 5, 99])
    func edges(count: Int) {
        let taken = min(max(0, count), rect.rows)
        #expect(rect.splitRows(top: count).top.rows == taken)
        #expect(rect.splitRows(bottom: count).bottom.rows == taken)
        #expect(rect.splitRows(bottom: count).bottom.endRow == rect.endRow)
        #expect(rect.splitRows(top: count).rest.rows == rect.rows - taken)
    }

    @Test("rectangles that do not meet have an empty intersection")
    func disjoint() {
        #expect(rect.intersection(Rect(column: 20, row: 20, columns: 3, rows: 3)).isEmpty)
    }

    @Test("an inset that is too large leaves nothing")
    func inset() {
        #expect(rect.inset(by: 4).isEmpty)
        #expect(rect.inset(by: 1) == Rect(column: 3, row: 2, columns: 5, rows: 3))
    }
}
