/// A table on a page, which scrolls within its own box where it is too wide.
struct HTMLTable {
    /// What stands in a column.
    enum Kind: String {
        /// A number, which ends where the others end.
        case number = "n"
        /// A few words in one line.
        case word = "w"
        /// Text of any length.
        case text = "t"
    }

    private let caption: String
    private let columns: [(title: String, kind: Kind)]
    private var body: Markup = ""
    private var rows = 0

    init(_ caption: String, _ columns: [(String, Kind)]) {
        self.caption = caption
        self.columns = columns.map { (title: $0.0, kind: $0.1) }
    }

    /// Adds a row with a cell for each column.
    mutating func append(_ cells: [String], role: String = "") {
        let row = zip(columns, cells).map { column, cell in
            "<td class=\"\(column.kind.rawValue)\">\(cell)</td>" as Markup
        }
        body += "<tr class=\"\(role)\">\(row)</tr>\n"
        rows += 1
    }

    /// The table, or a sentence instead of an empty one.
    func markup(orElse absence: String) -> Markup {
        guard rows > 0 else { return "<p class=\"quiet\">\(absence)</p>\n" }
        let heads = columns.map {
            "<th scope=\"col\" class=\"\($0.kind.rawValue)\">\($0.title)</th>" as Markup
        }
        return """
            <div class="scroll" tabindex="0" role="region" aria-label="\(caption)"><table><caption>\(caption)</caption>
            <thead><tr>\(heads)</tr></thead><tbody>
            \(body)</tbody></table></div>\n
            """
    }
}
