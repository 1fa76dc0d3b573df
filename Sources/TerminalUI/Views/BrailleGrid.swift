/// A grid of dots, two by four to a cell; knows numbers and dots and nothing else.
public struct BrailleGrid: Sendable, Equatable {
    /// Cells from left to right.
    public let columns: Int
    /// Cells from top to bottom.
    public let rows: Int
    private var patterns: [UInt8]

    /// Creates a grid without a dot; sizes are in cells.
    public init(columns: Int, rows: Int) {
        self.columns = max(0, columns)
        self.rows = max(0, rows)
        patterns = Array(repeating: 0, count: self.columns * self.rows)
    }

    /// Dots from left to right.
    public var dotColumns: Int { columns * 2 }

    /// Dots from bottom to top.
    public var dotRows: Int { rows * 4 }

    /// Sets the dots of one dot column from one height to another; what is outside is left out.
    /// - Parameters:
    ///   - heights: counted from the bottom, 0 is the lowest dot.
    public mutating func fill(dotColumn: Int, heights: ClosedRange<Int>) {
        guard dotColumn >= 0, dotColumn < dotColumns, dotRows > 0 else { return }
        guard heights.upperBound >= 0, heights.lowerBound < dotRows else { return }
        for height in max(0, heights.lowerBound)...min(dotRows - 1, heights.upperBound) {
            let fromTop = dotRows - 1 - height
            let index = fromTop / 4 * columns + dotColumn / 2
            patterns[index] |= Self.bit(column: dotColumn % 2, row: fromTop % 4)
        }
    }

    /// The dots of a cell, as the bits of Unicode's braille patterns; none outside the grid.
    public func pattern(column: Int, row: Int) -> UInt8 {
        guard column >= 0, column < columns, row >= 0, row < rows else { return 0 }
        return patterns[row * columns + column]
    }

    /// Unicode numbers the dots 1 2 3 down the left, 4 5 6 down the right, and the lowest two 7 and 8.
    private static func bit(column: Int, row: Int) -> UInt8 {
        row == 3 ? 0x40 << UInt8(column) : 1 << UInt8(row + 3 * column)
    }
}
