/// What fills the screen.
enum Page: Sendable, Equatable {
    /// The graphs.
    case overview
    /// The keys.
    case help(ListScroll)
    /// Who holds what the last sweep had to spare.
    case holders(ListScroll)
    /// The log.
    case log(LogScroll)
    /// All switches, one of them chosen.
    case switches(Setting)

    var isHelp: Bool {
        if case .help = self { return true }
        return false
    }

    var isHolders: Bool {
        if case .holders = self { return true }
        return false
    }

    var isLog: Bool {
        if case .log = self { return true }
        return false
    }

    var isSwitches: Bool {
        if case .switches = self { return true }
        return false
    }

    /// The page after a key that moves about on it.
    func moved(by action: Action, in situation: Situation) -> Page {
        switch self {
        case .overview: self
        case .help(let place): .help(place.scrolled(by: action, of: situation.lines, rows: situation.rows))
        case .holders(let place):
            .holders(place.scrolled(by: action, of: situation.lines, rows: situation.rows))
        case .log(let place):
            .log(place.scrolled(by: action, in: situation.log, page: situation.rows) ?? place)
        case .switches(let setting): .switches(Self.neighbour(of: setting, by: action))
        }
    }

    private static func neighbour(of setting: Setting, by action: Action) -> Setting {
        let all = Setting.allCases
        let index =
            switch action {
            case .lineUp: setting.rawValue - 1
            case .lineDown: setting.rawValue + 1
            case .pageUp, .toOldest: 0
            case .pageDown, .toNewest: all.count - 1
            default: setting.rawValue
            }
        return all[min(max(0, index), all.count - 1)]
    }
}
