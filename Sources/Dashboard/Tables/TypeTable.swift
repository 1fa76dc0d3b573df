internal import History
internal import Telemetry
internal import TerminalUI

/// The Python classes with their entries, and beside them, where somebody asked for it, all objects of Python.
struct TypeTable {
    let state: Dashboard

    private static let columns = [
        Table.Column(title: "class", width: 14, rank: 0, isElastic: true),
        Table.Column(title: "entries", width: 8, rank: 1),
        Table.Column(title: "live", width: 8, rank: 7),
        Table.Column(title: "parked", width: 7, rank: 8),
        Table.Column(title: "severed", width: 8, rank: 9),
        Table.Column(title: "phantoms", width: 9, rank: 3),
        Table.Column(title: "held", width: 8, rank: 4),
        Table.Column(title: "made/s", width: 7, rank: 5),
        Table.Column(title: "freed/s", width: 8, rank: 6),
        Table.Column(title: "per step", width: 9, rank: 2),
    ]

    private static let objectColumns = [
        Table.Column(title: "tracked class", width: 14, rank: 0, isElastic: true),
        Table.Column(title: "count", width: 9, rank: 1),
        Table.Column(title: "growth", width: 9, rank: 2),
    ]

    private var types: Types { state.past.answers.types }

    /// The page of it.
    var page: TablePage {
        TablePage(
            title: "types" + counted + since, table: table, absence: absence,
            beside: state.interaction.places.showsObjects ? [objects] : [])
    }

    /// The classes alone.
    var table: Table {
        let rows = types.latest?.census.types.map(row) ?? []
        return Table(columns: Self.columns, rows: rows, order: Table.Order(column: 1, isDescending: true))
    }

    /// When they were counted, where that may be long ago.
    private var counted: String {
        guard state.configuration.source == .replayed, let latest = types.latest else { return "" }
        return "  counted at \(state.time(latest.elapsed))"
    }

    private var since: String { types.marked.map { "  growth since \(state.time($0))" } ?? "" }

    private var absence: String {
        guard types.latest == nil else { return "no Python object has an entry" }
        return counting
    }

    /// What stands there until the answer comes, which in a record it does only where one was recorded.
    private var counting: String {
        state.configuration.source == .replayed
            ? "not counted by then" : "counting " + String(state.glyphs[.ellipsis])
    }

    private var objects: TablePage {
        let rows = types.objects.map { $0.census.types.map(row) + [untracked] } ?? []
        let cost = types.objects.map { "  GIL held \(Quantity.duration($0.census.gilHold))" } ?? ""
        return TablePage(
            title: "all objects" + cost,
            table: Table(
                columns: Self.objectColumns, rows: rows,
                order: Table.Order(column: isGrown ? 2 : 1, isDescending: true)),
            absence: counting)
    }

    /// What the collector does not track is counted by nobody: what the whole heap has grown by is all that is known.
    private var untracked: Table.Row {
        Table.Row(
            id: "",
            cells: [
                .text("(untracked str\(state.glyphs[.ellipsis]))"), .text("heap", .muted),
                .growth(types.heapGrowth),
            ])
    }

    /// Before anything can have grown, the most frequent classes come first.
    private var isGrown: Bool { types.haveObjectsGrown }

    /// Whether entries leave from time to time.
    private var sweeps: Bool {
        let settings = state.situation.settings
        return settings.eviction == "prompt" || settings.eviction == "sweep" && settings.driver != "off"
    }

    private func row(_ type: TypeCount) -> Table.Row {
        let (rates, counts) = (types.rates(of: type, sweeps: sweeps), type.counts)
        return Table.Row(
            id: type.name,
            cells: [
                .text(type.name), .count(counts.entries, .registry), .count(counts.live),
                .count(counts.parked),
                .count(counts.severed), .count(counts.phantoms, counts.phantoms > 0 ? .phantom : .muted),
                .count(type.held, type.held > 0 ? .warning : .muted),
                rates.map { .rate($0.created) } ?? .unknown, rates.map { .rate($0.freed) } ?? .unknown,
                types.growthPerStep(of: type, sweeps: sweeps).map { .slope($0) } ?? .unknown,
            ])
    }

    private func row(_ object: ObjectCount) -> Table.Row {
        Table.Row(
            id: object.name,
            cells: [.text(object.name), .count(object.count), .change(types.growth(of: object))])
    }
}
