import TerminalUI
import Testing

@testable import Dashboard

@Suite("Tables")
struct TableTests {
    private static let columns = [
        Table.Column(title: "name", width: 6, rank: 0, isElastic: true),
        Table.Column(title: "size", width: 6, rank: 2), Table.Column(title: "age", width: 6, rank: 1),
    ]

    private func table(_ rows: [(String, Int, Int)]) -> Table {
        Table(
            columns: Self.columns,
            rows: rows.map { Table.Row(id: $0.0, cells: [.text($0.0), .count($0.1), .count($0.2)]) },
            order: Table.Order(column: 1, isDescending: true))
    }

    private var three: Table { table([("b", 2, 10), ("a", 3, 30), ("c", 1, 20)]) }

    private func ids(_ place: TablePlace, _ table: Table) -> String {
        place.rows(of: table).map(\.id).joined()
    }

    private func canvas(_ table: Table, _ place: TablePlace = TablePlace(), columns: Int, rows: Int) -> Canvas
    {
        var canvas = Canvas(size: Size(columns: columns, rows: rows))
        TableView(title: "things", table: table, place: place, glyphs: .braille)
            .draw(into: &canvas, in: canvas.bounds)
        return canvas
    }

    @Test(
        "left and right choose the column that sorts, numbers from the greatest, words from the first; r reverses"
    )
    func sorted() {
        var place = TablePlace()
        #expect(ids(place, three) == "abc")
        place.move(by: .right, in: three, height: 5)
        #expect(ids(place, three) == "acb")
        place.move(by: .reverse, in: three, height: 5)
        #expect(ids(place, three) == "bca")
        place.move(by: .right, in: three, height: 5)
        #expect(ids(place, three) == "bca")
        place.move(by: .left, in: three, height: 5)
        place.move(by: .left, in: three, height: 5)
        place.move(by: .left, in: three, height: 5)
        #expect(ids(place, three) == "abc")
        #expect(place.order(of: three) == Table.Order(column: 0, isDescending: false))
    }

    @Test("rows with equal values keep their order, and what is not known comes last either way")
    func ties() {
        let rows = [
            Table.Row(id: "x", cells: [.text("x"), .unknown, .count(1)]),
            Table.Row(id: "z", cells: [.text("z"), .count(1), .count(1)]),
            Table.Row(id: "y", cells: [.text("y"), .count(1), .count(1)]),
        ]
        let table = Table(
            columns: Self.columns, rows: rows, order: Table.Order(column: 1, isDescending: false))
        #expect(ids(TablePlace(), table) == "xyz")
        #expect(
            ids(TablePlace(), Table(columns: Self.columns, rows: rows.reversed(), order: table.order))
                == "xyz")
    }

    @Test("while a row is chosen the rows keep their order, and new ones come last; escape lets them go")
    func kept() {
        var place = TablePlace()
        place.move(by: .down, in: three, height: 5)
        place.move(by: .down, in: three, height: 5)
        #expect(place.chosen == "b")
        let later = table([("c", 9, 0), ("d", 8, 0), ("a", 1, 0), ("b", 2, 0)])
        #expect(ids(place, later) == "abcd")
        var isGivenUp = place.back()
        #expect(isGivenUp)
        #expect(ids(place, later) == "cdba")
        isGivenUp = place.back()
        #expect(!isGivenUp)
    }

    @Test("F keeps the order until it is pressed again, with or without a chosen row")
    func frozen() {
        var place = TablePlace()
        place.move(by: .freeze, in: three, height: 5)
        let later = table([("a", 1, 0), ("b", 2, 0), ("c", 3, 0)])
        #expect(ids(place, later) == "abc")
        place.move(by: .down, in: later, height: 5)
        _ = place.back()
        #expect(ids(place, later) == "abc")
        #expect(canvas(later, place, columns: 40, rows: 6).text.contains("‖ frozen"))
        place.move(by: .freeze, in: later, height: 5)
        #expect(ids(place, later) == "cba")
    }

    @Test("sorting while the order is kept sorts once")
    func sortedWhileKept() {
        var place = TablePlace()
        place.move(by: .freeze, in: three, height: 5)
        place.move(by: .right, in: three, height: 5)
        #expect(ids(place, three) == "acb")
        #expect(ids(place, table([("a", 0, 1), ("b", 0, 2), ("c", 0, 3)])) == "acb")
    }

    @Test("a filter leaves rows that contain it, in whatever case")
    func filtered() {
        var place = TablePlace()
        let table = table([("Trivial", 1, 0), ("Sine", 2, 0), ("TrivialToo", 3, 0)])
        place.filter(by: "triv")
        #expect(place.rows(of: table).map(\.id) == ["TrivialToo", "Trivial"])
        #expect(canvas(table, place, columns: 40, rows: 6).text.contains("2 of 3 rows"))
        place.filter(by: "nothing")
        #expect(canvas(table, place, columns: 40, rows: 6).text.contains("nothing contains nothing"))
        let isGivenUp = place.back()
        #expect(isGivenUp && place.rows(of: table).count == 3)
    }

    @Test(
        "the chosen row stays in sight, whatever is pressed and however small the page is",
        arguments: [1, 2, 5, 30])
    func scrolled(_ height: Int) {
        let table = table((0..<20).map { (String(UnicodeScalar(UInt8(97 + $0))), 100 - $0, 0) })
        var place = TablePlace()
        let actions: [Action] = [
            .down, .down, .pageDown, .pageDown, .up, .toEnd, .down, .pageUp, .up, .toBeginning, .up,
            .pageDown,
        ]
        for action in actions {
            place.move(by: action, in: table, height: height)
            let rows = place.rows(of: table)
            let first = place.first(of: rows, height: height)
            let index = rows.firstIndex { $0.id == place.chosen }
            #expect(index.map { (first..<(first + height)).contains($0) } == true, "\(action)")
            #expect(first + min(height, rows.count) <= rows.count)
        }
    }

    @Test("a chosen row that goes away loses nothing but the choice")
    func gone() {
        var place = TablePlace()
        place.move(by: .toEnd, in: three, height: 2)
        let later = table([("a", 3, 0)])
        #expect(place.first(of: place.rows(of: later), height: 2) == 0)
        place.move(by: .down, in: later, height: 2)
        #expect(place.chosen == "a")
        place.move(by: .down, in: table([]), height: 2)
        #expect(ids(place, table([])).isEmpty)
    }

    @Test("where there is no room, columns go by rank, but never the first one or the one that sorts")
    func narrow() {
        func shown(_ width: Int, _ sorted: Int) -> [Int] {
            TableColumns(of: three, sortedBy: sorted, in: width, gap: 2).shown.map(\.index)
        }
        #expect(shown(22, 1) == [0, 1, 2])
        #expect(shown(21, 0) == [0, 2])
        #expect(shown(21, 1) == [0, 1])
        #expect(shown(13, 1) == [0])
        #expect(shown(3, 1) == [0])
        #expect(shown(0, 1) == [0])
    }

    @Test("the elastic column takes what the others leave, and cells never overlap", arguments: 0...60)
    func widths(_ width: Int) {
        let shown = TableColumns(of: three, sortedBy: 1, in: width, gap: 2).shown
        for (left, right) in zip(shown, shown.dropFirst()) {
            #expect(left.range.upperBound + 2 == right.range.lowerBound)
        }
        if width >= 6 { #expect(shown.last?.range.upperBound == width) }
    }

    @Test("a click on a row finds it, also when the table is scrolled")
    func clicked() {
        var place = TablePlace()
        let rect = Rect(column: 3, row: 2, columns: 40, rows: 5)
        let table = table((0..<9).map { ("row\($0)", 9 - $0, 0) })
        place.move(by: .toEnd, in: table, height: TableView.height(in: rect))
        let view = TableView(title: "", table: table, place: place, glyphs: .braille)
        #expect(view.row(at: Point(column: 10, row: 4), in: rect)?.id == "row7")
        #expect(view.row(at: Point(column: 10, row: 5), in: rect)?.id == "row8")
        #expect(view.row(at: Point(column: 10, row: 3), in: rect) == nil)
        #expect(view.row(at: Point(column: 10, row: 6), in: rect) == nil)
        #expect(view.row(at: Point(column: 0, row: 4), in: rect) == nil)
    }

    @Test("the column that sorts has a mark, and the chosen row a sign beside its colour")
    func marks() {
        var place = TablePlace()
        place.move(by: .down, in: three, height: 5)
        let text = canvas(three, place, columns: 40, rows: 6).text
        #expect(text.contains("↓size"))
        #expect(text.contains("│▸ a"))
    }
}
