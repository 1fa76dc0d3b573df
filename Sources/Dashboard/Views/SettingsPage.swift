internal import History
internal import Telemetry
internal import TerminalUI

/// Every setting with its values, to be changed in place, and below them what cleaning up costs.
struct SettingsPage {
    let state: Dashboard

    private static let nameColumns = 14
    private static let choicesColumns = 26

    private var glyphs: GlyphSet { state.glyphs }

    /// The switches of the run, what cleaning up costs, and the options of the screen.
    var lines: [[Segment]] {
        Setting.allCases.map { line(.run($0)) } + [[]] + CleanupLines(state: state).lines + [heading]
            + Habit.all.map { line(.screen($0)) }
    }

    /// The row at a cell of a page that is drawn in a rectangle, and the value in it, if the cell is one.
    func target(at place: Point, in rect: Rect) -> Target? {
        let inside = ScrolledPage.inside(of: rect)
        guard inside.contains(column: place.column, row: place.row) else { return nil }
        let line = place.row - inside.row + state.interaction.places.settings.first(rows: inside.rows)
        guard let row = SettingsRow.all.first(where: { $0.line == line }) else { return nil }
        var column = inside.column + 2 + Self.nameColumns
        for (choice, segment) in cells(row) {
            let next = column + Rendered(segment.text).columns
            if (column..<next).contains(place.column) { return .setting(row, choice: choice) }
            column = next
        }
        return .setting(row, choice: nil)
    }

    private var heading: [Segment] {
        [
            Segment("screen", .title), Segment("  "), Segment("S", .key, .bold),
            Segment(" saves all settings for every run to come", .muted),
        ]
    }

    private func line(_ row: SettingsRow) -> [Segment] {
        let isChosen = row == state.interaction.places.settings.chosen
        let cells = cells(row).map(\.segment)
        let used = cells.reduce(0) { $0 + Rendered($1.text).columns }
        let padding = String(repeating: " ", count: max(1, Self.choicesColumns - used))
        return [
            Segment(isChosen ? "\(glyphs[.running]) " : "  ", .key),
            Segment(Quantity.left(row.name, in: Self.nameColumns), isChosen ? .title : .label),
        ] + cells + [Segment(padding), meaning(of: row)]
    }

    private func meaning(of row: SettingsRow) -> Segment {
        let (value, isPending) = value(of: row)
        switch row {
        case .run(.preset) where state.situation.settings.isModified && !isPending:
            return Segment("modified", .warning)
        case .run(let setting): return Segment(setting.meaning(of: value), .muted)
        case .screen(.readOnly) where state.configuration.isReadOnlyFixed:
            return Segment("by --read-only, to the end", .muted)
        case .screen(let habit): return Segment(habit.meaning(of: value), .muted)
        }
    }

    /// What it is, or shall be as soon as the run has it.
    private func value(of row: SettingsRow) -> (text: String, isPending: Bool) {
        switch row {
        case .run(let setting):
            let pending = state.interaction.requests.value(of: setting)
            return (pending ?? setting.value(in: state.situation.settings), pending != nil)
        case .screen(let habit):
            return (habit.value(in: state.habits, themes: state.configuration.themes.map(\.name)), false)
        }
    }

    private func cells(_ row: SettingsRow) -> [(choice: String, segment: Segment)] {
        let (value, isPending) = value(of: row)
        var values = row.choices.isEmpty ? [value] : row.choices
        // What an engine of another version says is shown as it is.
        if !values.contains(value) { values.append(value) }
        return values.map { ($0, cell($0, isCurrent: $0 == value, isPending: isPending)) }
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
        let shown = state.readings.shown ?? Snapshot()
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
