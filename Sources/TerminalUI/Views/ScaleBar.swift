/// The scale at the left of a graph: what its highest, middle and lowest dots stand for.
struct ScaleBar: View {
    let scale: Scale
    let isRescaled: Bool
    let glyphs: GlyphSet

    private static let labelColumns = 4

    /// The columns that the scale takes; none if the graph needs them more.
    static func columns(in interior: Rect) -> Int { interior.columns >= 16 ? labelColumns + 1 : 0 }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        guard Self.columns(in: rect) > 0 else { return }
        let bar = rect.column + Self.labelColumns
        for row in 0..<rect.rows {
            canvas[bar, rect.row + row] = Cell(bracket(row, of: rect.rows), Style(.axis))
            guard let value = value(row, of: rect.rows) else { continue }
            let text = Rendered(Figures.abbreviated(value))
            let start = max(rect.column, bar - text.columns)
            canvas.write(text.text, column: start, row: rect.row + row, style: Style(.axis), in: rect)
        }
    }

    private func bracket(_ row: Int, of rows: Int) -> Character {
        let parts = glyphs.frame
        if row == 0 { return isRescaled ? glyphs[.rescaled] : parts.scaleTop }
        return row == rows - 1 ? parts.scaleBottom : parts.scale
    }

    private func value(_ row: Int, of rows: Int) -> Double? {
        if row == 0 { return scale.upper }
        if row == rows - 1 { return scale.lower }
        // Among an even number of rows the middle is an edge, and a line there is drawn above it; with few of them the
        // label would look wrong there.
        let isMiddle = row == (rows - 1) / 2 && (rows % 2 == 1 || rows >= 6)
        return isMiddle && scale.middle.remainder(dividingBy: scale.resolution) == 0 ? scale.middle : nil
    }
}
