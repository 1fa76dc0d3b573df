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
    case showSwitches
    case showHolders
    case showLog
    case showHelp
    case quit
    case back
    case lineUp
    case lineDown
    case previousValue
    case nextValue
    case choose
    case pageUp
    case pageDown
    case toOldest
    case toNewest

    /// The preset that it chooses.
    var preset: Preset? {
        switch self {
        case .stock: .stock
        case .sweep: .sweep
        case .prompt: .prompt
        default: nil
        }
    }
}
