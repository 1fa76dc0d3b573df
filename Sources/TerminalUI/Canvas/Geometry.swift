/// How many cells something has.
public struct Size: Sendable, Equatable {
    /// Cells from left to right, never negative.
    public var columns: Int
    /// Cells from top to bottom, never negative.
    public var rows: Int

    /// Creates a size; negative numbers count as 0.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
    }
}

/// The place of one cell; the cell at the top left is (0, 0).
public struct Point: Sendable, Hashable {
    /// Cells right of the left edge.
    public var column: Int
    /// Cells below the top edge.
    public var row: Int

    /// Creates a point.
    public init(column: Int, row: Int) {
        self.column = column
        self.row = row
    }
}
