internal import History
internal import TerminalUI

/// The last step that raised, and how many did.
struct ErrorLine: View {
    let state: Dashboard

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine(fields: fields, glyphs: state.glyphs).draw(into: &canvas, in: rect)
    }

    private var fields: [Field] {
        guard let last = state.past.ledger.lastError else { return [] }
        let errors = state.past.ledger.errors
        let count = errors == 1 ? "1 error" : "\(Figures.grouped(errors)) errors"
        let sign = Segment("\(state.glyphs[.bad]) ", .bad)
        return [
            Field(
                rank: 0, minimum: 16,
                [sign, Segment(last.error), Segment(" in ", .muted), Segment(last.step)]),
            Field(
                rank: 1,
                [Segment("(\(count), ", .muted), Segment("L", .key), Segment(" shows them)", .muted)]),
        ]
    }
}
