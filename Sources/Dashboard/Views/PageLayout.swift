internal import TerminalUI

/// Where everything stands on a screen that is filled by another page than the overview.
struct PageLayout: Equatable {
    /// How the run goes; nil where there is no room for it.
    private(set) var header: Rect?
    /// The bar of views; nil where there is no room for it.
    private(set) var views: Rect?
    /// The page itself.
    private(set) var body: Rect
    /// Questions, answers, and the keys of the page; nil where there is no room for them but over the page.
    private(set) var status: Rect?

    private static let rowsForBar = 10
    private static let rowsForHeader = 16

    init(size: Size) {
        body = Rect(size)
        guard size.rows >= Self.rowsForBar else { return }
        if size.rows >= Self.rowsForHeader { header = take(top: 1) }
        views = take(top: 1)
        let (rest, bottom) = body.splitRows(bottom: 1)
        (body, status) = (rest, bottom)
    }

    /// How many rows of a page are in sight.
    var rows: Int { max(1, Panel.interior(of: body).rows) }

    private mutating func take(top rows: Int) -> Rect {
        let (top, rest) = body.splitRows(top: rows)
        body = rest
        return top
    }
}
