import TerminalUI
import TestSupport
import Testing

@Suite struct GraphTests {
    private let golden = Golden()

    /// A saw tooth with a gap and a spike of one column, as the registry draws it.
    private func sawTooth(columns: Int) -> [GraphColumn?] {
        (0..<columns).map { column in
            if column >= 12, column < 16 { return nil }
            if column == 30 { return GraphColumn(minimum: 300, maximum: 2_500) }
            let value = Double(column % 20) * 130
            return GraphColumn(minimum: value, maximum: value + 130)
        }
    }

    private func graph(_ glyphs: GlyphSet, in rect: Rect) -> Graph {
        var scale = Scale()
        scale.fit(0...2_600)
        let dotColumns = Graph.dotColumns(in: rect)
        return Graph(
            panel: Panel(
                title: "registry", value: "1,284", unit: "entries", style: Style(.registry, .bold),
                glyphs: glyphs),
            columns: sawTooth(columns: dotColumns), scale: scale,
            labels: ["15s", "30s", "45s", "1m", "1m15s", "1m30s", "1m45s"].enumerated().map {
                AxisLabel(dotColumn: dotColumns - 25 * ($0 + 1), text: $1)
            },
            marks: [
                Mark(dotColumn: dotColumns - 46, kind: .sweep),
                Mark(dotColumn: dotColumns - 30, kind: .sweep),
                Mark(dotColumn: dotColumns - 7, kind: .manual),
                Mark(dotColumn: dotColumns - 3, kind: .change),
                Mark(dotColumn: dotColumns - 30, kind: .bound), Mark(dotColumn: -1, kind: .sweep),
            ])
    }

    @Test(
        "a graph is drawn as in its golden file", arguments: GlyphSet.allCases,
        [
            Size(columns: 40, rows: 7), Size(columns: 100, rows: 20), Size(columns: 24, rows: 4),
            Size(columns: 14, rows: 3), Size(columns: 30, rows: 2), Size(columns: 12, rows: 1),
        ])
    func goldenFile(glyphs: GlyphSet, size: Size) {
        var canvas = Canvas(size: size)
        graph(glyphs, in: canvas.bounds).draw(into: &canvas, in: canvas.bounds)
        let name = "graph-\(glyphs.rawValue)-\(size.columns)x\(size.rows)"
        #expect(golden.difference(canvas.text, from: name) == nil)
    }

    @Test("at any size a graph stays inside its rectangle and does not crash", arguments: 0...12, 0...30)
    func anySize(rows: Int, columns: Int) {
        var canvas = Canvas(size: Size(columns: 36, rows: 16))
        let rect = Rect(column: 3, row: 2, columns: columns, rows: rows)
        graph(.braille, in: rect).draw(into: &canvas, in: rect)
        for row in 0..<16 {
            for column in 0..<36 where !rect.contains(column: column, row: row) {
                #expect(canvas[column, row] == .blank)
            }
        }
    }

    @Test("in ASCII a graph is ASCII")
    func ascii() {
        var canvas = Canvas(size: Size(columns: 60, rows: 12))
        graph(.ascii, in: canvas.bounds).draw(into: &canvas, in: canvas.bounds)
        #expect(canvas.text.allSatisfy { $0.isASCII })
    }

    @Test("a label that meets a mark gives way, and so does one that would be cut off")
    func labels() {
        var canvas = Canvas(size: Size(columns: 42, rows: 3))
        var graph = graph(.ascii, in: canvas.bounds)
        graph.marks = [Mark(dotColumn: 11, kind: .sweep)]
        graph.labels = [
            AxisLabel(dotColumn: 8, text: "30s"), AxisLabel(dotColumn: 30, text: "20s"),
            AxisLabel(dotColumn: 68, text: "1s"),
        ]
        graph.draw(into: &canvas, in: canvas.bounds)
        #expect(canvas.text.split(separator: "\n").last == "+----------^---------20s-----------------+")
    }

    @Test("a scale that has changed says so by a sign")
    func rescaled() {
        var canvas = Canvas(size: Size(columns: 40, rows: 5))
        var graph = graph(.ascii, in: canvas.bounds)
        graph.isRescaled = true
        graph.draw(into: &canvas, in: canvas.bounds)
        #expect(canvas.text.contains("3k!"))
    }

    @Test("values off the scale are drawn at its edge")
    func clamped() {
        var canvas = Canvas(size: Size(columns: 10, rows: 3))
        let columns = [
            GraphColumn(minimum: 1e9, maximum: .infinity), GraphColumn(minimum: -5, maximum: -.infinity),
        ]
        let panel = Panel(title: "", glyphs: .braille)
        Graph(panel: panel, columns: columns, scale: Scale()).draw(into: &canvas, in: canvas.bounds)
        #expect(canvas.text.contains("│       ⢱│"))
    }
}
