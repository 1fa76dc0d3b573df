/// A screen as a value: a grid of cells that views draw into and a terminal presents.
///
/// Whatever is drawn outside is clipped without a word, so that a view never has to know how small it is.
public struct Canvas: Sendable, Equatable {
    /// How large the grid is.
    public let size: Size
    private var cells: [Cell]

    /// Creates a canvas full of blanks.
    public init(size: Size) {
        self.size = size
        cells = Array(repeating: .blank, count: size.columns * size.rows)
    }

    /// The whole canvas as a rectangle.
    public var bounds: Rect { Rect(size) }

    /// One cell; outside the canvas reading gives a blank and writing does nothing.
    ///
    /// Writing over one half of a wide character blanks the other half; a wide character that would stick out at
    /// the right is replaced by a blank.
    public subscript(column: Int, row: Int) -> Cell {
        get { bounds.contains(column: column, row: row) ? cells[row * size.columns + column] : .blank }
        set { place(newValue, column: column, row: row, in: bounds) }
    }

    /// Writes text from left to right, clipped at both ends, in one row.
    /// - Parameters:
    ///   - text: any text, hostile or not; what a terminal would act on is shown as `·`.
    ///   - column: where the first character goes; may be outside the clip.
    ///   - clip: no cell outside is touched; the whole canvas if nil.
    /// - Returns: the columns that the text takes, clipped ones left of the clip included, those right of it not.
    @discardableResult
    public mutating func write(
        _ text: some StringProtocol, column: Int, row: Int, style: Style, in clip: Rect? = nil
    ) -> Int {
        let clip = clip.map(bounds.intersection) ?? bounds
        guard row >= clip.row, row < clip.endRow else { return 0 }
        var next = column
        for character in text {
            guard next < clip.endColumn else { break }
            let cell = Cell(character, style)
            place(cell, column: next, row: row, in: clip)
            next += cell.width
        }
        return min(next, clip.endColumn) - column
    }

    /// Fills a rectangle with one cell, a wide one as often as it fits.
    public mutating func fill(_ rect: Rect, with cell: Cell = .blank) {
        let clip = bounds.intersection(rect)
        for row in clip.row..<clip.endRow {
            for column in stride(from: clip.column, to: clip.endColumn, by: max(1, cell.width)) {
                place(cell, column: column, row: row, in: clip)
            }
        }
    }

    /// Changes the style of the cells in a rectangle and leaves their characters.
    public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
        let clip = bounds.intersection(rect)
        for row in clip.row..<clip.endRow {
            for column in clip.column..<clip.endColumn { change(&cells[row * size.columns + column].style) }
        }
    }

    /// The characters, rows separated by newlines, without the spaces at their ends.
    public var text: String {
        (0..<size.rows).map { row in
            var line = ""
            for cell in cells[(row * size.columns)..<((row + 1) * size.columns)] where !cell.isContinuation {
                line.append(cell.character)
            }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    private mutating func place(_ cell: Cell, column: Int, row: Int, in clip: Rect) {
        guard cell.width < 2 || (column >= clip.column && column + 1 < clip.endColumn) else {
            placeNarrow(Cell(" ", cell.style), column: column, row: row, in: clip)
            placeNarrow(Cell(" ", cell.style), column: column + 1, row: row, in: clip)
            return
        }
        placeNarrow(cell, column: column, row: row, in: clip)
        if cell.width == 2 { placeNarrow(.continuation(cell.style), column: column + 1, row: row, in: clip) }
    }

    private mutating func placeNarrow(_ cell: Cell, column: Int, row: Int, in clip: Rect) {
        guard clip.contains(column: column, row: row) else { return }
        let index = row * size.columns + column
        let replaced = cells[index]
        if replaced.isContinuation, !cell.isContinuation, column > 0 {
            cells[index - 1] = Cell(" ", cells[index - 1].style)
        }
        if replaced.width == 2, column + 1 < size.columns {
            cells[index + 1] = Cell(" ", cells[index + 1].style)
        }
        cells[index] = cell
    }
}
