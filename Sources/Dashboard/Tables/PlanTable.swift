internal import History
internal import Telemetry
internal import TerminalUI

/// The plan runs that are remembered: how long they took, how they ended, and by how much the heap grew with each.
struct PlanTable {
    let state: Dashboard

    /// - Parameter time: the cells that a moment takes.
    private static func columns(time: Int) -> [Table.Column] {
        [
            Table.Column(title: "plan", width: 8, rank: 0),
            Table.Column(title: "began", width: time, rank: 6),
            Table.Column(title: "duration", width: 10, rank: 3),
            Table.Column(title: "steps", width: 7, rank: 5),
            Table.Column(title: "verdict", width: 9, rank: 1, isElastic: true),
            Table.Column(title: "heap", width: 10, rank: 2),
            Table.Column(title: "B/step", width: 10, rank: 7),
            Table.Column(title: "entries", width: 9, rank: 4),
        ]
    }

    /// The page of it; with every plan, the growth since the one before.
    var page: TablePage {
        let plans = state.past.ledger.plans.elements
        let table = Table(
            columns: Self.columns(time: state.timeColumns(from: plans.first?.began, to: plans.last?.began)),
            rows: plans.map(row),
            order: Table.Order(column: 0, isDescending: true))
        let column = state.interaction.places.table(on: .plans).order(of: table).column
        return TablePage(
            title: "plan runs", table: table, absence: "no plan has ended yet",
            strip: table.strip(
                sortedBy: column, allowed: [2: .thread, 3: .text, 5: .heap, 6: .heap, 7: .registry], orElse: 2
            ))
    }

    private func row(_ plan: PastPlan) -> Table.Row {
        let steps = plan.figures.steps
        let perStep = plan.heapGrowth.flatMap { steps > 0 ? Double($0) / Double(steps) : nil }
        return Table.Row(
            id: "\(plan.number)",
            cells: [
                .count(plan.number), plan.began.map { .time($0, state.time($0)) } ?? .unknown,
                plan.began.map { .duration(plan.ended - $0) } ?? .unknown, .count(steps),
                .text(plan.verdict, Self.role(of: plan.verdict)),
                plan.heapGrowth.map { .growth($0) } ?? .unknown, perStep.map { .rate($0) } ?? .unknown,
                plan.entryGrowth.map { .change($0) } ?? .unknown,
            ])
    }

    private static func role(of verdict: String) -> Role {
        switch verdict {
        case "Error", "Fail": .bad
        case "Inconclusive", "Aborted": .warning
        case "Pass": .good
        default: .muted
        }
    }
}
