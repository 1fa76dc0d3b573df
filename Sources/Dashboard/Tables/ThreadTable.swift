internal import Telemetry
internal import TerminalUI

/// The threads of the process: what each is, what it costs, whether it waits for the GIL, and what it runs.
///
/// A wait for the GIL is known of threads that take it through the bridge. One that a script has started waits inside
/// CPython, which tells nobody: its field stays empty.
struct ThreadTable {
    let state: Dashboard

    private static let columns = [
        Table.Column(title: "thread", width: 16, rank: 0),
        Table.Column(title: "id", width: 8, rank: 7),
        Table.Column(title: "state", width: 8, rank: 3),
        Table.Column(title: "CPU %", width: 6, rank: 4),
        Table.Column(title: "CPU", width: 9, rank: 6),
        Table.Column(title: "GIL wait", width: 9, rank: 2),
        Table.Column(title: "runs", width: 14, rank: 1, isElastic: true),
    ]

    /// The page of it.
    var page: TablePage {
        let rows = state.answers.threads.latest?.readings.map(row) ?? []
        let absence =
            state.configuration.source == .replayed
            ? "nobody had asked by then" : "asking " + String(state.glyphs[.ellipsis])
        return TablePage(
            title: "threads",
            table: Table(
                columns: Self.columns, rows: rows, order: Table.Order(column: 4, isDescending: true)),
            absence: absence)
    }

    private func row(_ reading: ThreadReading) -> Table.Row {
        let threads = state.answers.threads
        let frame = threads.frame(of: reading)
        // The kernel knows threads that Python has started by the name of the process only.
        let isOurs = frame == nil || !reading.runs.isEmpty
        let wait = reading.waitingSince.map { max(0, (threads.latest?.elapsed ?? $0) - $0) }
        return Table.Row(
            id: "\(reading.id)",
            cells: [
                .text(isOurs ? reading.name : frame?.name ?? "", .thread), .text("\(reading.id)", .muted),
                .text(Self.word(for: reading.state), reading.state == "R" ? .good : .text),
                threads.load(of: reading).map { .rate($0) } ?? .unknown, .seconds(reading.cpu),
                wait.map { .wait($0) } ?? .unknown, .text(isOurs ? reading.runs : frame?.place ?? ""),
            ])
    }

    private static func word(for state: String) -> String {
        switch state {
        case "R": "running"
        case "S": "sleeping"
        case "D": "device"
        case "T", "t": "stopped"
        case "Z", "X": "ended"
        case "I": "idle"
        default: state
        }
    }
}
