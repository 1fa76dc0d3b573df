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
        let labels = labels(rows: rect.rows)
        for row in 0..<rect.rows {
            canvas[bar, rect.row + row] = Cell(bracket(row, of: rect.rows), Style(.axis))
            guard let label = labels[row] else { continue }
            let text = Rendered(label)
            canvas.write(
                text.text, column: bar - text.columns, row: rect.row + row, style: Style(.axis), in: rect)
        }
    }

    private func bracket(_ row: Int, of rows: Int) -> Character {
        let parts = glyphs.frame
        if row == 0 { return isRescaled ? glyphs[.rescaled] : parts.scaleTop }
        return row == rows - 1 ? parts.scaleBottom : parts.scale
    }

    /// What stands in which row.
    private func labels(rows: Int) -> [Int: String] {
        guard rows > 0 else { return [:] }
        let ends = [(rows - 1, scale.lower), (0, scale.upper)]
        let values = scale.lower < 0 ? ends + beside(zero: row(of: 0, of: rows), rows) : ends + middle(rows)
        let texts = values.compactMap { row, value in
            Figures.abbreviated(value, columns: Self.labelColumns).map { (row, $0) }
        }
        return Dictionary(texts) { $1 }
    }

    /// Zero in its row, and where that is at one end, what lies half way to the other.
    private func beside(zero: Int, _ rows: Int) -> [(Int, Double)] {
        let isInside = zero > 0 && zero < rows - 1
        let half = (zero == 0 ? scale.lower : scale.upper) / 2
        let isRound = half.remainder(dividingBy: scale.resolution) == 0 && rows > 3
        return (isInside || !isRound ? [] : [(row(of: half, of: rows), half)]) + [(zero, 0)]
    }

    /// Among an even number of rows the middle is an edge, and a line there is drawn above it; with few of them the
    /// label would look wrong there.
    private func middle(_ rows: Int) -> [(Int, Double)] {
        let isShown = rows > 2 && (rows % 2 == 1 || rows >= 6)
        let isWhole = scale.middle.remainder(dividingBy: scale.resolution) == 0
        return isShown && isWhole ? [((rows - 1) / 2, scale.middle)] : []
    }

    /// The row in which a line at a height is drawn.
    private func row(of value: Double, of rows: Int) -> Int {
        rows - 1 - Int((scale.fraction(of: value) * Double(rows * 4 - 1)).rounded()) / 4
    }
}
