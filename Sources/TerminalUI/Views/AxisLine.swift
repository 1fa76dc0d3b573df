/// The time axis of a graph: labels and marks on a border that is drawn already.
struct AxisLine: View {
    let labels: [AxisLabel]
    let marks: [Mark]
    let glyphs: GlyphSet

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let shown = marksByCell(columns: rect.columns)
        for label in labels {
            let first = label.dotColumn / 2
            let end = first + Rendered(label.text).columns
            guard label.dotColumn >= 0, end <= rect.columns,
                !shown.keys.contains(where: { $0 >= first && $0 < end })
            else { continue }
            canvas.write(
                label.text, column: rect.column + first, row: rect.row, style: Style(.axis), in: rect)
        }
        for (column, kind) in shown {
            let cell = Cell(glyphs[kind.symbol], Style(kind.role))
            canvas.fill(
                Rect(column: rect.column + column, row: rect.row, columns: 1, rows: rect.rows), with: cell)
        }
    }

    private func marksByCell(columns: Int) -> [Int: Mark.Kind] {
        let inside = marks.filter { $0.dotColumn >= 0 && $0.dotColumn < columns * 2 }
        return Dictionary(inside.map { ($0.dotColumn / 2, $0.kind) }, uniquingKeysWith: max)
    }
}
