internal import Telemetry

/// What a key can mean, whatever view is open.
enum Action: Hashable, CaseIterable {
    case longerInterval
    case shorterInterval
    case typeInterval
    case evict
    case evictHeld
    case collect
    case stock
    case sweep
    case prompt
    case pauseOrResume
    case nextTheme
    case nextGlyphs
    case writeScreen
    case saveSettings
    case showOverview
    case showTypes
    case showHolders
    case showThreads
    case showSweeps
    case showPlans
    case showLog
    case showSettings
    case showHelp
    case nextPage
    case previousPage
    case back
    case detach
    case quit
    // What these move, change or choose is the open page's affair.
    case up
    case down
    case left
    case right
    case pageUp
    case pageDown
    case toBeginning
    case toEnd
    case choose
    case zoomIn
    case zoomOut
    case scrollBack
    case scrollForward
    case follow
    case previousEvent
    case nextEvent
    case toggleClock
    case stepBack
    case stepOn
    case typeNote
    // In tables and lists.
    case filter
    case reverse
    case freeze
    case mark
    case showObjects

    /// The preset that it chooses.
    var preset: Preset? {
        switch self {
        case .stock: .stock
        case .sweep: .sweep
        case .prompt: .prompt
        default: nil
        }
    }

    /// The page that it opens.
    var page: Page? { Page.allCases.first { $0.action == self } }
}
