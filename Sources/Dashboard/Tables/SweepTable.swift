internal import History
internal import Telemetry
internal import TerminalUI

/// Every cleanup that is remembered: when, what asked for it, what it did, and what it cost.
struct SweepTable {
    let state: Dashboard

    /// - Parameter time: the cells that a moment takes.
    private static func columns(time: Int) -> [Table.Column] {
        [
            Table.Column(title: "#", width: 6, rank: 9),
            Table.Column(title: "time", width: time, rank: 1),
            Table.Column(title: "what", width: 10, rank: 0, isElastic: true),
            Table.Column(title: "examined", width: 9, rank: 6),
            Table.Column(title: "released", width: 9, rank: 2),
            Table.Column(title: "held", width: 6, rank: 3),
            Table.Column(title: "GIL wait", width: 9, rank: 5),
            Table.Column(title: "GIL hold", width: 9, rank: 4),
            Table.Column(title: "total", width: 9, rank: 7),
            Table.Column(title: "weakened", width: 9, rank: 10),
            Table.Column(title: "phantoms", width: 9, rank: 11),
            Table.Column(title: "collected", width: 10, rank: 12),
        ]
    }

    private static let barred: [Int: Role] = [
        3: .registry, 4: .phantom, 5: .warning, 6: .thread, 7: .thread, 8: .sweep, 9: .registry, 10: .phantom,
        11: .heap,
    ]

    /// The page of it.
    var page: TablePage {
        let sweeps = state.past.ledger.sweeps.elements
        let table = Table(
            columns: Self.columns(
                time: state.timeColumns(from: sweeps.first?.elapsed, to: sweeps.last?.elapsed)),
            rows: sweeps.map(row),
            order: Table.Order(column: 1, isDescending: true))
        let column = state.interaction.places.table(on: .sweeps).order(of: table).column
        return TablePage(
            title: "sweeps", table: table, absence: "no sweep yet",
            strip: table.strip(sortedBy: column, allowed: Self.barred, orElse: 4))
    }

    private func row(_ past: PastSweep) -> Table.Row {
        let sweep = past.summary
        return Table.Row(
            id: "\(past.number)",
            cells: [
                .count(past.number, .muted), .time(past.elapsed, state.time(past.elapsed)),
                .text(SweepLine.word(sweep), sweep.isByHand ? .manual : .sweep), .count(sweep.examined),
                .count(past.released), .count(sweep.held, sweep.held > 0 ? .warning : .text),
                .duration(sweep.gilWait), .duration(sweep.longestGILHold), .duration(sweep.duration),
                .count(sweep.weakened), .count(sweep.phantoms), .count(sweep.collected),
            ])
    }
}
