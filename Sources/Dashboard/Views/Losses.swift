internal import Telemetry
internal import TerminalUI

/// What Python has lost so far: attributes that went with a wrapper, and wrappers that it still wanted to use.
struct Losses {
    private let identity: Int
    private let lookups: Int

    init(_ state: Dashboard) {
        let cleanup = state.readings.shown?.cleanup
        (identity, lookups) = (cleanup?.identityLosses ?? 0, cleanup?.staleLookups ?? 0)
    }

    /// In words, with the key that says why; none when nothing was lost.
    var fields: [Field] {
        guard identity > 0 || lookups > 0 else { return [] }
        let lost =
            identity > 0 ? [Segment("! \(Figures.grouped(identity)) lost their Python state", .bad)] : []
        let stale = lookups > 0 ? [Segment("! \(Figures.grouped(lookups)) stale lookups", .warning)] : []
        return [
            Field(rank: 1, lost), Field(rank: 2, stale),
            Field(rank: 4, [Segment("L", .key, key: .character("L")), Segment(" says why", .muted)]),
        ]
    }

    /// In as few words as possible.
    var short: [Segment] {
        if identity > 0 { return [Segment("! \(Figures.grouped(identity)) lost", .bad)] }
        return lookups > 0 ? [Segment("! \(Figures.grouped(lookups)) stale", .warning)] : []
    }
}
