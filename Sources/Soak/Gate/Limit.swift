/// What makes a run fail, beside the verdicts of its plans.
package enum Limit: Sendable, Equatable {
    /// The run leaks.
    case leak
    /// Nobody can say whether it leaks.
    case unsure
    /// The heap grows by more than so many bytes per step.
    case growth(Double)
    /// There are more entries in the registry than this, at any time.
    case entries(Int)
    /// The process has more resident bytes than this, at any time.
    case rss(Int)

    /// What it is called: `leak`, `unsure`, `growth`, `entries` or `rss`.
    package var name: String {
        switch self {
        case .leak: "leak"
        case .unsure: "unsure"
        case .growth: "growth"
        case .entries: "entries"
        case .rss: "rss"
        }
    }

    /// How much is still allowed; nil where there is no figure.
    package var allowed: Double? {
        switch self {
        case .leak, .unsure: nil
        case .growth(let bytes): bytes
        case .entries(let count), .rss(let count): Double(count)
        }
    }
}
