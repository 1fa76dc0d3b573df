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
    /// Whether it is the one of several that keys mean.
    public var isChosen: Bool
    /// What the frame is made of.
    public var glyphs: GlyphSet

    /// Creates a panel.
    public init(
        title: String, value: String = "", unit: String = "", style: Style = Style(.text),
        isChosen: Bool = false, glyphs: GlyphSet
    ) {
        self.title = title
        self.value = value
        self.unit = unit
        self.style = style
        self.isChosen = isChosen
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

    /// The number matters most, then the name, then the unit.
    private func drawCaption(into canvas: inout Canvas, in line: Rect) {
        let number = Rendered(value)
        let measure = Rendered(unit)
        let name = Rendered(isChosen ? "\(glyphs[.running]) \(title)" : title)
        let whole = number.columns + (unit.isEmpty ? 0 : 1 + measure.columns)
        let showsUnit = !unit.isEmpty && (name.columns + Self.spaces) + whole <= line.columns
        let shown = showsUnit ? whole : number.columns
        guard !value.isEmpty, shown <= line.columns else { return drawTitle(name, into: &canvas, in: line) }
        let padding = shown + 2 <= line.columns ? 1 : 0
        let start = line.endColumn - shown - padding
        canvas.fill(line.inset(left: start - padding - line.column), with: Cell(" ", style))
        canvas.write(number.text, column: start, row: line.row, style: style, in: line)
        if showsUnit {
            let column = start + number.columns + 1
            canvas.write(measure.text, column: column, row: line.row, style: Style(.muted), in: line)
        }
        drawTitle(name, into: &canvas, in: line.inset(right: shown + 2 * padding))
    }

    /// A space at each end of the name and the number.
    private static let spaces = 4

    private func drawTitle(_ name: Rendered, into canvas: inout Canvas, in line: Rect) {
        guard name.columns > 0, line.columns >= 5 else { return }
        let text = name.truncated(to: line.columns - 2, ellipsis: glyphs[.ellipsis])
        canvas.write(
            " \(text) ", column: line.column, row: line.row, style: Style(isChosen ? .selection : .title),
            in: line)
    }
}
