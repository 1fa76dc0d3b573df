/// The lowest and the highest value within one dot column of a graph.
public struct GraphColumn: Sendable, Equatable {
    /// The lowest value.
    public var minimum: Double
    /// The highest value; not below the lowest.
    public var maximum: Double

    /// Creates a column from two values in any order.
    public init(minimum: Double, maximum: Double) {
        self.minimum = min(minimum, maximum)
        self.maximum = max(minimum, maximum)
    }
}

/// One series over time: a panel with a scale at its left and a time axis in its lower border.
///
/// Time is counted in dot columns, two to a cell in every glyph set; how many there are says `dotColumns(in:)`.
public struct Graph: View, Sendable, Equatable {
    /// Name, current value and unit.
    public var panel: Panel
    /// The values from left to right, the newest last; nil where there are none.
    ///
    /// If there are fewer than fit, the left stays empty; if there are more, the oldest are left out.
    public var columns: [GraphColumn?]
    /// What the heights stand for.
    public var scale: Scale
    /// Whether the scale has changed just now, which it then says by a sign.
    public var isRescaled: Bool
    /// Words on the time axis; one that meets a mark or the end gives way.
    public var labels: [AxisLabel]
    /// Signs on the time axis.
    public var marks: [Mark]
    /// The dot column that is read, with a line through its cell; nil for none.
    public var cursor: Int?
    /// A height that is marked at the right border; nil for none.
    public var threshold: Double?

    /// Creates a graph; the value in its corner and its line have the panel's style.
    public init(
        panel: Panel, columns: [GraphColumn?], scale: Scale, isRescaled: Bool = false,
        labels: [AxisLabel] = [],
        marks: [Mark] = [], cursor: Int? = nil
    ) {
        self.panel = panel
        self.columns = columns
        self.scale = scale
        self.isRescaled = isRescaled
        self.labels = labels
        self.marks = marks
        self.cursor = cursor
    }

    /// The dot column at a cell, the left one of its two; nil where no line is drawn.
    public static func dotColumn(at place: Point, in rect: Rect) -> Int? {
        let plot = plot(in: rect)
        // The axis below belongs to the moments too.
        let area = Rect(column: plot.column, row: plot.row, columns: plot.columns, rows: plot.rows + 1)
        return area.contains(column: place.column, row: place.row) ? (place.column - plot.column) * 2 : nil
    }

    /// How many dot columns a graph has that is drawn in a rectangle.
    public static func dotColumns(in rect: Rect) -> Int { plot(in: rect).columns * 2 }

    /// Where the line is drawn.
    static func plot(in rect: Rect) -> Rect {
        let interior = Panel.interior(of: rect)
        return interior.inset(left: ScaleBar.columns(in: interior))
    }

    /// Draws the graph; without room for a line, only its current value.
    public func draw(into canvas: inout Canvas, in rect: Rect) {
        panel.draw(into: &canvas, in: rect)
        let interior = Panel.interior(of: rect)
        let plot = Graph.plot(in: rect)
        ScaleBar(scale: scale, isRescaled: isRescaled, glyphs: panel.glyphs).draw(into: &canvas, in: interior)
        drawLine(into: &canvas, in: plot)
        drawThreshold(into: &canvas, in: rect, beside: plot)
        guard rect.rows > 1 else { return }
        let axis = Rect(column: plot.column, row: rect.endRow - 1, columns: plot.columns, rows: 1)
        AxisLine(labels: labels, marks: marks, glyphs: panel.glyphs).draw(into: &canvas, in: axis)
        drawCursor(into: &canvas, in: plot)
    }

    /// Where it crosses the line or the axis the cell is reversed, so that neither hides the other.
    private func drawCursor(into canvas: inout Canvas, in plot: Rect) {
        guard let cursor, cursor >= 0, cursor / 2 < plot.columns else { return }
        let column = plot.column + cursor / 2
        for row in plot.row...plot.endRow {
            var cell = canvas[column, row]
            if cell.character == " " {
                cell = Cell(panel.glyphs[.cursor], Style(.axis))
            } else {
                cell.style.attributes.insert(.reverse)
            }
            canvas[column, row] = cell
        }
    }

    private func drawThreshold(into canvas: inout Canvas, in rect: Rect, beside plot: Rect) {
        guard let threshold, plot.rows > 0, (scale.lower...scale.upper).contains(threshold) else { return }
        let up = Int((scale.fraction(of: threshold) * Double(plot.rows * 4 - 1)).rounded()) / 4
        canvas[rect.endColumn - 1, plot.endRow - 1 - up] = Cell(panel.glyphs[.threshold], Style(.warning))
    }

    private func drawLine(into canvas: inout Canvas, in rect: Rect) {
        var grid = BrailleGrid(columns: rect.columns, rows: rect.rows)
        let shown = columns.suffix(grid.dotColumns)
        var previous: ClosedRange<Int>?
        let first = grid.dotColumns - shown.count
        for (index, column) in shown.enumerated() {
            let reached = column.map { heights(of: $0, dotRows: grid.dotRows) }
            if let reached {
                grid.fill(dotColumn: first + index, heights: Self.joined(reached, to: previous))
            }
            previous = reached
        }
        // The blanks have the style of the line too: a terminal is then not told to change colours between them.
        let style = Style(panel.style.role)
        for row in 0..<rect.rows {
            for column in 0..<rect.columns {
                let glyph = panel.glyphs.character(forDots: grid.pattern(column: column, row: row))
                canvas[rect.column + column, rect.row + row] = Cell(glyph, style)
            }
        }
    }

    private func heights(of column: GraphColumn, dotRows: Int) -> ClosedRange<Int> {
        func height(_ value: Double) -> Int {
            Int((scale.fraction(of: value) * Double(dotRows - 1)).rounded())
        }
        let low = height(column.minimum)
        return low...max(low, height(column.maximum))
    }

    /// Reaches out to the column before, so that a steep line has no holes.
    private static func joined(_ heights: ClosedRange<Int>, to previous: ClosedRange<Int>?) -> ClosedRange<
        Int
    > {
        guard let previous else { return heights }
        let low = min(heights.lowerBound, previous.upperBound + 1)
        let high = max(heights.upperBound, previous.lowerBound - 1)
        return low...high
    }
}
