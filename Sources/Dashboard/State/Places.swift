/// Where somebody is on each page: one that is opened again is as it was left.
struct Places: Sendable, Equatable {
    /// In the help.
    private(set) var help = ListScroll.top
    /// In the log.
    private(set) var log = LogPlace()
    /// Among the settings.
    private(set) var settings = SettingsPlace()
    /// Whether all objects of Python are shown beside the classes.
    private(set) var showsObjects = false
    private var tables: [Page: TablePlace] = [:]

    /// In the table of a page.
    func table(on page: Page) -> TablePlace { tables[page] ?? TablePlace() }

    /// Shows only rows of a page that contain a text.
    mutating func filter(by text: String, on page: Page) {
        guard page != .log else { return log.filter(by: text) }

        tables[page, default: TablePlace()].filter(by: text)
    }

    /// Shows all objects of Python beside the classes, or no longer.
    /// - Returns: the page on which they are; asked for on another one they are shown.
    mutating func toggleObjects(on page: Page) -> Page {
        showsObjects = page == .types ? !showsObjects : true
        return .types
    }

    /// Gives up what was done last on a page: the choice of a row, a filter.
    /// - Returns: whether there was anything to give up.
    mutating func back(on page: Page) -> Bool {
        page == .log ? log.back() : tables[page]?.back() ?? false
    }

    /// Shows of the holders only those of the class that is chosen among the types.
    /// - Returns: whether one is chosen.
    mutating func followClass(in table: Table?) -> Bool {
        guard let table, let name = self.table(on: .types).chosenText(in: table) else { return false }
        tables[.holders] = TablePlace(filter: name)
        return true
    }

    /// Shows the holders of all classes again.
    mutating func giveUpClass() { tables[.holders] = nil }

    /// What rows of a page must contain to be shown.
    func filter(on page: Page) -> String { page == .log ? log.filter : table(on: page).filter }

    /// Chooses a row of a page, by a click.
    mutating func choose(_ target: Target, on page: Page, in situation: Situation) {
        switch target {
        case .row(let id):
            guard let table = situation.table else { break }
            tables[page, default: TablePlace()].choose(id, in: table)
        case .logRow(let row): log.choose(row, in: situation.log, height: situation.rows)
        case .setting(let row, _): settings.choose(row, rows: situation.rows)
        case .key, .moment: break
        }
    }

    /// Moves about on a page as a key says.
    mutating func move(by action: Action, on page: Page, in situation: Situation) {
        switch page {
        case .overview: break
        case .help: help = help.scrolled(by: action, of: situation.lines, rows: situation.rows)
        case .types, .holders, .threads, .sweeps, .plans:
            guard let table = situation.table else { break }
            tables[page, default: TablePlace()].move(by: action, in: table, height: situation.rows)
        case .log: log.move(by: action, in: situation.log, height: situation.rows)
        case .settings: settings.move(by: action, rows: situation.rows)
        }
    }
}
