/// Which part of a list is on the screen, by the number of the line at its top.
struct ListScroll: Sendable, Equatable {
    private var line = 0

    /// From the first line.
    static let top = ListScroll()

    /// The line at the top of a page of so many rows; the list may have changed since the last key.
    func first(of lines: Int, rows: Int) -> Int { min(line, max(0, lines - rows)) }

    /// The place after a key.
    func scrolled(by action: Action, of lines: Int, rows: Int) -> ListScroll {
        let first = first(of: lines, rows: rows)
        let last = max(0, lines - rows)
        let target =
            switch action {
            case .up: first - 1
            case .down: first + 1
            case .pageUp: first - max(1, rows - 1)
            case .pageDown: first + max(1, rows - 1)
            case .toBeginning: 0
            case .toEnd: last
            default: first
            }
        return ListScroll(line: min(max(0, target), last))
    }
}
