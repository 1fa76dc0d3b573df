internal import History
internal import Telemetry
internal import TerminalUI

/// The threads of the process: what each is, what it costs, whether it waits for the GIL, and what it runs.
///
/// Threads that take the GIL through the bridge say since when they wait for it. All others, such as those that a script has
/// started, are seen to wait: they have waited for longer than that. Where the kernel does not show it, their field is empty.
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
        let rows = state.past.answers.threads.latest?.readings.map(row) ?? []
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
        let threads = state.past.answers.threads
        let frame = threads.frame(of: reading)
        // The kernel knows threads that Python has started by the name of the process only.
        let isOurs = frame == nil || !reading.runs.isEmpty
        return Table.Row(
            id: "\(reading.id)",
            cells: [
                .text(isOurs ? reading.name : frame?.name ?? "", .thread), .text("\(reading.id)", .muted),
                .text(Self.word(for: reading.state), reading.state == "R" ? .good : .text),
                threads.load(of: reading).map { .rate($0) } ?? .unknown, .seconds(reading.cpu),
                wait(of: reading), .text(isOurs ? reading.runs : frame?.place ?? ""),
            ])
    }

    private func wait(of reading: ThreadReading) -> Table.Cell {
        guard let begin = reading.waitingSince ?? reading.seenWaitingSince else { return .unknown }
        let now = state.past.answers.threads.latest?.elapsed ?? begin
        return .wait(max(0, now - begin), orLonger: reading.waitingSince == nil)
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
