internal import Telemetry
internal import TerminalUI

/// Whether the run leaks, how long it has lasted, and how many steps that took.
struct VerdictLine: View {
    let state: Dashboard

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine(fields: fields, glyphs: state.glyphs).draw(into: &canvas, in: rect)
    }

    private var fields: [Field] {
        let answer = state.leakAnswer
        return [Field(rank: 0, answer.short)]
            + answer.facts.map { Field(rank: $0.rank, [Segment($0.text)]) } + run
    }

    private var run: [Field] {
        guard let shown = state.readings.shown else { return [] }
        let steps = Quantity.right(Figures.grouped(shown.progress.stepInstances), in: 9)
        let clock = Quantity.right(Quantity.clock(state.readings.shownAt), in: 5)
        return [
            Field(rank: 9, isTrailing: true, [Segment(steps), Segment(" steps", .label)]),
            Field(rank: 8, isTrailing: true, [Segment(clock)]),
        ]
    }
}
