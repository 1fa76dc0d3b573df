internal import TerminalUI

/// Lines of text in a frame that fills the screen, as many as there is room for.
struct ScrolledPage: View {
    let title: String
    let lines: [[Segment]]
    /// The line at the top.
    let first: Int
    let glyphs: GlyphSet

    /// How many columns a line has in a rectangle that a page fills.
    static func columns(in rect: Rect) -> Int { inside(of: rect).columns }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let inside = Self.inside(of: rect)
        let end = min(lines.count, first + inside.rows)
        panel(end: lines.count > inside.rows ? end : nil).draw(into: &canvas, in: rect)
        drawRest(lines.count - end, into: &canvas, in: rect)
        for row in 0..<max(0, end - first) {
            Self.write(lines[first + row], into: &canvas, in: inside.line(row), glyphs)
        }
    }

    /// Says on the lower border that it goes on.
    private func drawRest(_ count: Int, into canvas: inout Canvas, in rect: Rect) {
        guard count > 0, rect.rows > 2 else { return }
        let text = Rendered(" \(glyphs[.down]) \(Figures.grouped(count)) more ")
        let border = rect.line(rect.rows - 1).inset(left: 1, right: 1)
        guard text.columns <= border.columns else { return }
        canvas.write(
            text.text, column: border.endColumn - text.columns, row: border.row, style: Style(.key),
            in: border)
    }

    /// - Parameter end: the line below the last one in sight; nil where all are.
    private func panel(end: Int?) -> Panel {
        guard let end else { return Panel(title: title, glyphs: glyphs) }
        let place = "\(Figures.grouped(end)) of \(Figures.grouped(lines.count))"
        return Panel(title: title, value: place, unit: "lines", style: Style(.label), glyphs: glyphs)
    }

    /// Where the lines stand in a rectangle that a page fills.
    static func inside(of rect: Rect) -> Rect { Panel.interior(of: rect).inset(left: 1, right: 1) }

    private static func write(
        _ segments: [Segment], into canvas: inout Canvas, in line: Rect, _ glyphs: GlyphSet
    ) {
        var column = line.column
        for segment in segments where column < line.endColumn {
            let text = Rendered(segment.text).truncated(
                to: line.endColumn - column, ellipsis: glyphs[.ellipsis])
            column += canvas.write(text, column: column, row: line.row, style: segment.style, in: line)
        }
    }
}
