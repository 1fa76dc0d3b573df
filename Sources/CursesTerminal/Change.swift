internal import TerminalUI

/// A cell of the screen that gets another content.
struct Change {
    let column: Int
    let row: Int
    let cell: Cell

    /// What differs from the canvas before, by row, then by column; everything, where there was none of this size.
    static func all(from before: Canvas?, to canvas: Canvas, within size: Size) -> [Change] {
        let before = before?.size == canvas.size ? before : nil
        if before == canvas { return [] }
        var changes: [Change] = []
        for row in 0..<size.rows {
            for column in 0..<size.columns {
                let cell = canvas[column, row]
                if let before, before[column, row] == cell { continue }
                changes.append(Change(column: column, row: row, cell: cell))
            }
        }
        return changes
    }

    /// The order in which changes cost the fewest bytes, in parts that ncurses is told of one after the other.
    ///
    /// ncurses writes from row to row. Where two columns of graphs have colours of their own, that changes the colour
    /// twice in every row; then the left half of the screen comes first.
    /// - Parameter changes: by row, then by column.
    static func parts(_ changes: [Change], columns: Int) -> [[Change]] {
        let left = changes.filter { $0.column < columns / 2 }
        let right = changes.filter { $0.column >= columns / 2 }
        let saved = styleChanges(changes) - styleChanges(left) - styleChanges(right)
        // Between two parts ncurses goes back to the terminal's own style.
        return saved > 2 ? [left, right] : [changes]
    }

    private static func styleChanges(_ changes: [Change]) -> Int {
        zip(changes, changes.dropFirst()).count { $0.cell.style != $1.cell.style }
    }
}
