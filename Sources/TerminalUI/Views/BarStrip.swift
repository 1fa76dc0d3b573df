/// One bar for each of many values, the newest at the right, all against the greatest one in sight.
public struct BarStrip: View, Sendable, Equatable {
    /// The values, oldest first; nil leaves a column empty.
    public var values: [Double?]
    /// The style of the bars.
    public var style: Style
    /// What the bars are made of.
    public var glyphs: GlyphSet

    /// Creates a strip.
    public init(values: [Double?], style: Style, glyphs: GlyphSet) {
        self.values = values
        self.style = style
        self.glyphs = glyphs
    }

    /// Draws as many of the newest bars as there are columns; a value above zero is never invisible.
    public func draw(into canvas: inout Canvas, in rect: Rect) {
        let shown = values.suffix(rect.columns)
        guard rect.rows > 0, let greatest = shown.compactMap({ $0 }).max(), greatest > 0 else { return }
        let parts = Self.parts(of: glyphs)
        let levels = Double(rect.rows * parts.count)
        for (index, value) in shown.enumerated() {
            guard let value, value > 0 else { continue }
            var left = max(1, Int((value / greatest * levels).rounded()))
            let column = rect.endColumn - shown.count + index
            for row in (rect.row..<rect.endRow).reversed() where left > 0 {
                canvas[column, row] = Cell(parts[min(left, parts.count) - 1], style)
                left -= parts.count
            }
        }
    }

    /// The characters of one cell, from the lowest to the full one.
    private static func parts(of glyphs: GlyphSet) -> [Character] {
        switch glyphs {
        case .braille: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
        case .block: ["▄", "█"]
        case .ascii: [".", "|"]
        }
    }
}
