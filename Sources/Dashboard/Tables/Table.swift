internal import TerminalUI

/// Rows and columns as values: what a page of that form shows, whatever part of it is in sight.
struct Table: Equatable {
    /// What one column is about.
    struct Column: Equatable {
        /// Its name.
        let title: String
        /// The cells that its values need; of an elastic column the fewest.
        let width: Int
        /// The highest rank goes first when there is not room for all.
        let rank: Int
        /// Whether it takes what the others leave; for one column with texts.
        var isElastic = false
        /// Whether it holds words, for as long as there are no rows to tell.
        var isText = false
    }

    /// One value; it is turned into text only where it is in sight.
    enum Cell: Equatable {
        /// Words.
        case text(String, Role = .text)
        /// How many.
        case count(Int, Role = .text)
        /// Nanoseconds that something took; what took none did not happen.
        case duration(Int64)
        /// Nanoseconds of work, told in seconds.
        case seconds(Int64)
        /// Nanoseconds for which something has been waited, or longer.
        case wait(Int64, orLonger: Bool = false)
        /// A moment, in nanoseconds since the session began, and in words.
        case time(Int64, String)
        /// How long ago something was, in nanoseconds.
        case age(Int64)
        /// Bytes by which something grew or shrank.
        case growth(Int)
        /// By how many something has become more or fewer.
        case change(Int)
        /// A number with one decimal.
        case rate(Double)
        /// A small change with three decimals.
        case slope(Double)
        /// Nothing is known.
        case unknown
    }

    /// What belongs together.
    struct Row: Equatable {
        /// Tells the row from all others for as long as it is there.
        let id: String
        /// A value for every column.
        let cells: [Cell]
    }

    /// In what order rows stand.
    struct Order: Sendable, Equatable {
        /// Index of the column that decides.
        var column: Int
        /// Whether the greatest comes first.
        var isDescending: Bool
    }

    /// The columns, in their order.
    let columns: [Column]
    /// The rows, in any order.
    let rows: [Row]
    /// The order as long as nobody asks for another.
    let order: Order

    /// Whether a column is at home at the left: what is no number.
    func isText(_ column: Int) -> Bool {
        guard case .text = rows.first?.cells[column] else {
            return columns[column].isElastic || columns[column].isText
        }
        return true
    }
}

extension Table.Cell {
    /// As it is printed.
    var text: String {
        switch self {
        case .text(let text, _): text
        case .count(let count, _): Figures.grouped(count)
        case .duration(let nanoseconds): nanoseconds == 0 ? "-" : Quantity.duration(nanoseconds)
        case .seconds(let nanoseconds): Quantity.work(nanoseconds)
        case .wait(let nanoseconds, let orLonger): (orLonger ? ">" : "") + Quantity.duration(nanoseconds)
        case .time(_, let words): words
        case .age(let nanoseconds): Quantity.age(nanoseconds)
        case .growth(let bytes): (bytes > 0 ? "+" : "") + Quantity.bytes(bytes)
        case .change(let change): (change > 0 ? "+" : "") + Figures.grouped(change)
        case .rate(let rate): Figures.fixed(rate, decimals: 1)
        case .slope(let slope): (slope >= 0.0005 ? "+" : "") + Figures.fixed(slope, decimals: 3)
        case .unknown: "-"
        }
    }

    /// The style of it.
    var role: Role {
        switch self {
        case .text(_, let role), .count(_, let role): role
        case .duration(0), .unknown: .muted
        case .wait: .warning
        default: .text
        }
    }

    /// What it counts for in an order; nil for words and for what is not known.
    var number: Double? {
        switch self {
        case .count(let count, _): Double(count)
        case .duration(let nanoseconds), .seconds(let nanoseconds), .wait(let nanoseconds, _),
            .time(let nanoseconds, _), .age(let nanoseconds):
            Double(nanoseconds)
        case .growth(let change), .change(let change): Double(change)
        case .rate(let number), .slope(let number): number
        case .text, .unknown: nil
        }
    }
}

extension Table.Order {
    /// Rows in this order; equal ones by their identity, so that none changes its place without a reason.
    func sorted(_ rows: [Table.Row]) -> [Table.Row] {
        rows.sorted { a, b in
            let (first, second) = isDescending ? (b, a) : (a, b)
            let (x, y) = (first.cells[column], second.cells[column])
            if let x = x.number, let y = y.number, x != y { return x < y }
            if (x.number == nil) != (y.number == nil) { return y.number != nil }
            if x.number == nil, x.text != y.text { return x.text < y.text }
            return a.id < b.id
        }
    }
}
