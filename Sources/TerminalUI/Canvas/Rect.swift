/// A rectangle of cells, possibly empty.
public struct Rect: Sendable, Equatable {
    /// The first column inside.
    public var column: Int
    /// The first row inside.
    public var row: Int
    /// How many columns are inside, never negative.
    public var columns: Int
    /// How many rows are inside, never negative.
    public var rows: Int

    /// Creates a rectangle; negative extents count as 0.
    public init(column: Int, row: Int, columns: Int, rows: Int) {
        self.column = column
        self.row = row
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }

    /// The rectangle of this size at the top left.
    public init(_ size: Size) {
        self.init(column: 0, row: 0, columns: size.columns, rows: size.rows)
    }

    /// True if no cell is inside.
    public var isEmpty: Bool { columns == 0 || rows == 0 }

    /// The first column right of the rectangle.
    public var endColumn: Int { column + columns }

    /// The first row below the rectangle.
    public var endRow: Int { row + rows }

    /// Whether a cell is inside.
    public func contains(column: Int, row: Int) -> Bool {
        column >= self.column && column < endColumn && row >= self.row && row < endRow
    }

    /// The cells that are in both rectangles; empty if there are none.
    public func intersection(_ other: Rect) -> Rect {
        let left = max(column, other.column)
        let top = max(row, other.row)
        return Rect(
            column: left, row: top, columns: min(endColumn, other.endColumn) - left,
            rows: min(endRow, other.endRow) - top)
    }

    /// What is left after taking cells away at the four sides; empty if nothing is.
    public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
        Rect(
            column: column + left, row: row + top, columns: columns - left - right,
            rows: rows - top - bottom)
    }

    /// What is left after taking the same number of cells away at every side.
    public func inset(by cells: Int) -> Rect {
        inset(left: cells, top: cells, right: cells, bottom: cells)
    }

    /// One row of the rectangle, counted from its top; empty if it has no such row.
    public func line(_ index: Int) -> Rect {
        intersection(Rect(column: column, row: row + index, columns: columns, rows: 1))
    }

    /// The uppermost rows, at most as many as there are, and the rest below them.
    public func splitRows(top: Int) -> (top: Rect, rest: Rect) {
        let taken = min(max(0, top), rows)
        return (Rect(column: column, row: row, columns: columns, rows: taken), inset(top: taken))
    }

    /// The rest, and below it the lowermost rows, at most as many as there are.
    public func splitRows(bottom: Int) -> (rest: Rect, bottom: Rect) {
        let (rest, bottom) = splitRows(top: rows - min(max(0, bottom), rows))
        return (rest, bottom)
    }

    /// The leftmost columns, at most as many as there are, and the rest to their right.
    public func splitColumns(left: Int) -> (left: Rect, rest: Rect) {
        let taken = min(max(0, left), columns)
        return (Rect(column: column, row: row, columns: taken, rows: rows), inset(left: taken))
    }

    /// Parts of equal height from top to bottom; the first ones are a row taller if it does not divide.
    public func splitRows(into count: Int) -> [Rect] {
        Rect.shares(of: rows, among: count).map {
            Rect(column: column, row: row + $0.offset, columns: columns, rows: $0.length)
        }
    }

    /// Parts of equal width from left to right; the first ones are a column wider if it does not divide.
    public func splitColumns(into count: Int) -> [Rect] {
        Rect.shares(of: columns, among: count).map {
            Rect(column: column + $0.offset, row: row, columns: $0.length, rows: rows)
        }
    }

    private static func shares(of length: Int, among count: Int) -> [(offset: Int, length: Int)] {
        guard count > 0 else { return [] }
        let (share, left) = length.quotientAndRemainder(dividingBy: count)
        return (0..<count).map { (offset: $0 * share + min($0, left), length: share + ($0 < left ? 1 : 0)) }
    }
}
