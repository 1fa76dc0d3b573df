internal import TerminalUI

/// How somebody looks at a table: in what order, which rows, and which of them is chosen.
///
/// While a row is chosen the rows keep their order, so that what is read does not move; new ones come last.
struct TablePlace: Sendable, Equatable {
    /// The order asked for; nil for that of the table.
    private(set) var order: Table.Order?
    /// The row that is chosen.
    private(set) var chosen: String?
    /// Whether the order is kept until it is let go.
    private(set) var isFrozen = false
    /// Only rows are shown of which some text contains this.
    private(set) var filter = ""
    /// The rows in the order that is kept; nil while it is not.
    private var kept: [String]?
    /// The row at the top.
    private var top = 0

    /// Nothing is chosen, and only what contains a text is shown.
    init(filter: String = "") { self.filter = filter }

    /// The order of a table.
    func order(of table: Table) -> Table.Order { order ?? table.order }

    /// The rows that are shown, in their order.
    func rows(of table: Table) -> [Table.Row] {
        let shown = filter.isEmpty ? table.rows : table.rows.filter(matches)
        let sorted = order(of: table).sorted(shown)
        guard let kept else { return sorted }
        let places = Dictionary(zip(kept, 0...), uniquingKeysWith: { first, _ in first })
        let (old, new) = (sorted.filter { places[$0.id] != nil }, sorted.filter { places[$0.id] == nil })
        return old.sorted { (places[$0.id] ?? 0) < (places[$1.id] ?? 0) } + new
    }

    /// The index of the row at the top of so many rows in sight: the chosen one is among them.
    func first(of rows: [Table.Row], height: Int) -> Int {
        var first = min(top, max(0, rows.count - height))
        if let index = rows.firstIndex(where: { $0.id == chosen }) {
            first = min(max(first, index - height + 1), index)
        }
        return first
    }

    /// What stands first in the chosen row; nil where none is chosen.
    func chosenText(in table: Table) -> String? {
        guard case .text(let text, _) = table.rows.first(where: { $0.id == chosen })?.cells.first else {
            return nil
        }
        return text
    }

    private func matches(_ row: Table.Row) -> Bool {
        row.cells.contains { cell in
            guard case .text(let text, _) = cell else { return false }
            return text.lowercased().contains(filter.lowercased())
        }
    }
}

// MARK: - Changes

extension TablePlace {
    /// Does what a key means in a table of which so many rows are in sight.
    mutating func move(by action: Action, in table: Table, height: Int) {
        switch action {
        case .left, .right: choose(column: order(of: table).column + (action == .left ? -1 : 1), of: table)
        case .reverse:
            order = Table.Order(
                column: order(of: table).column, isDescending: !order(of: table).isDescending)
            kept = isFrozen || chosen != nil ? rows(sortedIn: table) : nil
        case .freeze:
            isFrozen.toggle()
            kept = isFrozen || chosen != nil ? kept ?? rows(of: table).map(\.id) : nil
        default: choose(by: action, in: table, height: height)
        }
    }

    /// Chooses a row, by a click.
    mutating func choose(_ id: String, in table: Table) {
        kept = kept ?? rows(of: table).map(\.id)
        chosen = id
    }

    /// Shows only what contains a text, or everything.
    mutating func filter(by text: String) { filter = text }

    /// Gives up what was done last: the choice, or the filter.
    /// - Returns: whether there was anything to give up.
    mutating func back() -> Bool {
        guard chosen == nil else {
            chosen = nil
            top = 0
            if !isFrozen { kept = nil }
            return true
        }
        defer { filter = "" }
        return !filter.isEmpty
    }

    private mutating func choose(column: Int, of table: Table) {
        guard table.columns.indices.contains(column) else { return }
        // Words from the first to the last, numbers from the greatest down.
        order = Table.Order(column: column, isDescending: !table.isText(column))
        kept = isFrozen || chosen != nil ? rows(sortedIn: table) : nil
    }

    /// Sorted anew: who asks for an order wants to see it.
    private mutating func rows(sortedIn table: Table) -> [String] {
        kept = nil
        return rows(of: table).map(\.id)
    }

    private mutating func choose(by action: Action, in table: Table, height: Int) {
        let rows = rows(of: table)
        let index = rows.firstIndex { $0.id == chosen }
        let page = max(1, height - 1)
        let target: Int
        switch action {
        case .up: target = (index ?? 1) - 1
        case .down: target = (index ?? -1) + 1
        case .pageUp: target = (index ?? 0) - page
        case .pageDown: target = (index ?? 0) + page
        case .toBeginning: target = 0
        case .toEnd: target = rows.count - 1
        default: return
        }
        guard !rows.isEmpty else { return }
        kept = kept ?? rows.map(\.id)
        chosen = rows[min(max(0, target), rows.count - 1)].id
        top = first(of: rows, height: height)
    }
}
