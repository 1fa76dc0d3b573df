internal import History
internal import Telemetry
internal import TerminalUI

/// Every setting with its values, to be changed in place, and below them what cleaning up costs.
struct SettingsPage {
    let state: Dashboard

    private static let nameColumns = 12
    private static let choicesColumns = 26

    private var glyphs: GlyphSet { state.configuration.glyphs }
    private var chosen: Setting { state.interaction.places.setting }

    /// The settings in their order, then the rest.
    var lines: [[Segment]] { Setting.allCases.map(line) + [[]] + CleanupLines(state: state).lines }

    /// The line at the top of so many rows: the chosen one is in sight, and with the last one the rest below it.
    func first(rows: Int) -> Int {
        let isLast = chosen.rawValue == Setting.allCases.count - 1
        let lowest = max(0, lines.count - rows)
        return min(isLast ? chosen.rawValue : max(0, chosen.rawValue + 1 - rows), lowest)
    }

    private func line(_ setting: Setting) -> [Segment] {
        let isChosen = setting == chosen
        let settings = state.situation.settings
        let pending = state.interaction.requests.value(of: setting)
        let value = pending ?? setting.value(in: settings)
        var values = setting.choices.isEmpty ? [value] : setting.choices
        // What an engine of another version says is shown as it is.
        if !values.contains(value) { values.append(value) }
        let cells = values.map { cell($0, isCurrent: $0 == value, isPending: pending != nil) }
        let used = cells.reduce(0) { $0 + Rendered($1.text).columns }
        let padding = String(repeating: " ", count: max(1, Self.choicesColumns - used))
        let isModified = setting == .preset && settings.isModified && pending == nil
        return [
            Segment(isChosen ? "\(glyphs[.running]) " : "  ", .key),
            Segment(Quantity.left(setting.name, in: Self.nameColumns), isChosen ? .title : .label),
        ] + cells + [
            Segment(padding),
            isModified ? Segment("modified", .warning) : Segment(setting.meaning(of: value), .muted),
        ]
    }

    /// As wide whether it is the current one or not.
    private func cell(_ choice: String, isCurrent: Bool, isPending: Bool) -> Segment {
        guard isCurrent else { return Segment(" \(choice)  ", .muted) }
        return isPending
            ? Segment(" \(choice)\(glyphs[.ellipsis]) ", .pending) : Segment("[\(choice)] ", .key)
    }
}

/// What the last cleanup cost, and how cleaning up keeps pace.
struct CleanupLines {
    let state: Dashboard

    private static let nameColumns = 13

    /// One line for each thing that is measured.
    var lines: [[Segment]] {
        guard let shown = state.readings.shown else { return [] }
        let cleanup = shown.cleanup
        return [
            row(
                "last cleanup",
                [
                    ("drain", time(cleanup.phases.drain)), ("sweep", time(cleanup.phases.sweep)),
                    ("collect", time(cleanup.phases.collection)), ("trim", time(cleanup.phases.trim)),
                ]),
            row("GIL", [("waited", time(cleanup.gilWait)), ("longest hold", time(longestHold))]),
            row(
                "queues",
                [
                    ("releases", count(shown.queuedReleases)), ("pool backlog", count(cleanup.poolBacklog)),
                    ("merged", count(cleanup.mergedRequests)), ("threads", shown.threads.map(count) ?? "?"),
                ]),
            row(
                "objects",
                [
                    ("held", count(cleanup.held)), ("identity lost", count(cleanup.identityLosses)),
                    ("stale lookups", count(cleanup.staleLookups)),
                ]),
        ]
    }

    private var longestHold: Int64 {
        guard case .swept(let sweep, _) = state.past.ledger.cleanup else { return 0 }
        return sweep.longestGILHold
    }

    private func row(_ name: String, _ values: [(name: String, value: String)]) -> [Segment] {
        let fields = values.enumerated().flatMap { index, field in
            [Segment((index == 0 ? "" : "  ") + field.name + " ", .muted), Segment(field.value)]
        }
        return [Segment(Quantity.left(name, in: Self.nameColumns), .label)] + fields
    }

    /// What took no time did not happen.
    private func time(_ nanoseconds: Int64) -> String {
        Quantity.right(nanoseconds == 0 ? "-" : Quantity.duration(nanoseconds), in: 8)
    }

    private func count(_ number: Int) -> String { Quantity.right(Figures.grouped(number), in: 5) }
}
