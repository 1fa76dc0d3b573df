/// Where somebody is on each page: one that is opened again is as it was left.
struct Places: Sendable, Equatable {
    /// In the help.
    private(set) var help = ListScroll.top
    /// Among the holders.
    private(set) var holders = ListScroll.top
    /// In the log.
    private(set) var log = LogScroll.following
    /// The setting that is chosen.
    private(set) var setting = Setting.preset

    /// Moves about on a page as a key says.
    mutating func move(by action: Action, on page: Page, in situation: Situation) {
        switch page {
        case .overview: break
        case .help: help = help.scrolled(by: action, of: situation.lines, rows: situation.rows)
        case .holders: holders = holders.scrolled(by: action, of: situation.lines, rows: situation.rows)
        case .log: log = log.scrolled(by: action, in: situation.log, page: situation.rows) ?? log
        case .settings: setting = Self.neighbour(of: setting, by: action)
        }
    }

    private static func neighbour(of setting: Setting, by action: Action) -> Setting {
        let all = Setting.allCases
        let index =
            switch action {
            case .up: setting.rawValue - 1
            case .down: setting.rawValue + 1
            case .pageUp, .toBeginning: 0
            case .pageDown, .toEnd: all.count - 1
            default: setting.rawValue
            }
        return all[min(max(0, index), all.count - 1)]
    }
}
