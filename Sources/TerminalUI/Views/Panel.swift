/// A frame with a name at the left and a number with its unit at the right of its upper border.
public struct Panel: View, Sendable, Equatable {
    /// The name.
    public var title: String
    /// The number; may be empty.
    public var value: String
    /// The unit of the number; may be empty.
    public var unit: String
    /// The style of the number.
    public var style: Style
    /// What the frame is made of.
    public var glyphs: GlyphSet

    /// Creates a panel.
    public init(
        title: String, value: String = "", unit: String = "", style: Style = Style(.text), glyphs: GlyphSet
    ) {
        self.title = title
        self.value = value
        self.unit = unit
        self.style = style
        self.glyphs = glyphs
    }

    /// What is inside the frame of a panel that is drawn in a rectangle.
    public static func interior(of rect: Rect) -> Rect { rect.inset(by: 1) }

    /// Draws the frame; without room for one, only the line with the number.
    public func draw(into canvas: inout Canvas, in rect: Rect) {
        guard !rect.isEmpty else { return }
        if rect.rows > 1 { drawFrame(into: &canvas, in: rect) }
        drawCaption(into: &canvas, in: rect.rows > 1 ? rect.line(0).inset(left: 1, right: 1) : rect.line(0))
    }

    private func drawFrame(into canvas: inout Canvas, in rect: Rect) {
        let parts = glyphs.frame
        let style = Style(.frame)
        canvas.fill(rect.line(0), with: Cell(parts.horizontal, style))
        canvas.fill(rect.line(rect.rows - 1), with: Cell(parts.horizontal, style))
        let sides = rect.inset(top: 1, bottom: 1)
        canvas.fill(sides.splitColumns(left: 1).left, with: Cell(parts.vertical, style))
        canvas.fill(sides.inset(left: sides.columns - 1), with: Cell(parts.vertical, style))
        let (right, bottom) = (rect.endColumn - 1, rect.endRow - 1)
        canvas[right, rect.row] = Cell(parts.topRight, style)
        canvas[right, bottom] = Cell(parts.bottomRight, style)
        canvas[rect.column, rect.row] = Cell(parts.topLeft, style)
        canvas[rect.column, bottom] = Cell(parts.bottomLeft, style)
    }

    /// The number matters most, then its unit, then the name.
    private func drawCaption(into canvas: inout Canvas, in line: Rect) {
        let number = Rendered(value)
        let measure = Rendered(unit)
        let withUnit = number.columns + (unit.isEmpty ? 0 : measure.columns + 1)
        let shown = withUnit + 2 <= line.columns ? withUnit : number.columns
        guard !value.isEmpty, shown <= line.columns else {
            return drawTitle(into: &canvas, in: line)
        }
        let padding = shown + 2 <= line.columns ? 1 : 0
        let start = line.endColumn - shown - padding
        if padding == 1 {
            canvas.write(" ", column: start - 1, row: line.row, style: style, in: line)
            canvas.write(" ", column: start + shown, row: line.row, style: style, in: line)
        }
        canvas.write(number.text, column: start, row: line.row, style: style, in: line)
        if shown == withUnit, !unit.isEmpty {
            canvas.write(
                " " + measure.text, column: start + number.columns, row: line.row, style: Style(.muted),
                in: line)
        }
        drawTitle(into: &canvas, in: line.inset(right: line.endColumn - start + 2))
    }

    private func drawTitle(into canvas: inout Canvas, in line: Rect) {
        guard !title.isEmpty, line.columns >= 4 else { return }
        let name = Rendered(title).truncated(to: line.columns - 2, ellipsis: glyphs[.ellipsis])
        canvas.write(" \(name) ", column: line.column, row: line.row, style: Style(.title), in: line)
    }
}
