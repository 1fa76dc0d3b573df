/// What fills the screen. Each page is one key away, and with a mouse one click.
enum Page: Int, Sendable, CaseIterable {
    /// The graphs.
    case overview
    /// The Python classes.
    case types
    /// Who holds what the last sweep had to spare.
    case holders
    /// The threads of the process.
    case threads
    /// Every sweep.
    case sweeps
    /// The plan runs.
    case plans
    /// The log.
    case log
    /// All switches, one of them chosen.
    case settings
    /// The keys.
    case help

    /// The pages that are gone through one after the other, in their order.
    static let views = allCases.filter { $0 != .help }

    /// What it is called.
    var name: String { "\(self)" }

    /// What opens it.
    var action: Action {
        switch self {
        case .overview: .showOverview
        case .types: .showTypes
        case .holders: .showHolders
        case .threads: .showThreads
        case .sweeps: .showSweeps
        case .plans: .showPlans
        case .log: .showLog
        case .settings: .showSettings
        case .help: .showHelp
        }
    }

    /// Whether rows of it can be left out by what they say.
    var canBeFiltered: Bool { [.types, .holders, .threads, .sweeps, .plans, .log].contains(self) }

    /// The page so many places further on, round and round; from the help to the overview.
    func neighbour(_ distance: Int) -> Page {
        guard let index = Self.views.firstIndex(of: self) else { return .overview }
        return Self.views[(index + distance + Self.views.count) % Self.views.count]
    }
}
