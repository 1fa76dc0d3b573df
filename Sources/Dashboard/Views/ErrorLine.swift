internal import History
internal import TerminalUI

/// The last step that raised, and how many did; and what Python has lost.
struct ErrorLine: View {
    let state: Dashboard

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine(fields: fields, glyphs: state.glyphs).draw(into: &canvas, in: rect)
    }

    private var fields: [Field] { errors + Losses(state).fields }

    private var errors: [Field] {
        guard let last = state.past.ledger.lastError else { return [] }
        let errors = state.past.ledger.errors
        let count = errors == 1 ? "1 error" : "\(Figures.grouped(errors)) errors"
        let sign = Segment("\(state.glyphs[.bad]) ", .bad)
        return [
            Field(
                rank: 0, minimum: 16,
                [sign, Segment(last.error), Segment(" in ", .muted), Segment(last.step)]),
            Field(
                rank: 3,
                [Segment("(\(count), ", .muted), Segment("L", .key), Segment(" shows them)", .muted)]),
        ]
    }
}
