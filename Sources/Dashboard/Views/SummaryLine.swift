internal import History
internal import Telemetry
internal import TerminalUI

/// The numbers of all graphs in one line, for a screen without room for graphs.
struct SummaryLine: View {
    let state: Dashboard

    private var glyphs: GlyphSet { state.glyphs }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine(fields: fields(in: rect.columns), glyphs: glyphs).draw(into: &canvas, in: rect)
    }

    /// Where the word of the answer would cost the last number, its sign must do.
    private func fields(in columns: Int) -> [Field] {
        let names: [(Series, String)] = [
            (.heap, "heap "), (.registry, "reg "), (.phantoms, "ph "), (.threads, "thr "),
        ]
        let numbers = names.enumerated().map { index, name in
            let (value, unit) = SeriesGraph.reading(of: name.0, in: state.readings.shown)
            let suffix = name.0 == .heap && !unit.isEmpty ? " " + unit : ""
            return Field(
                rank: index == 0 ? 1 : index + 3,
                [Segment(name.1, .label), Segment(value + suffix, name.0.role)])
        }
        let answer = state.leakAnswer
        let verdict = columns < 26 ? [Segment(String(answer.sign), answer.role)] : answer.short
        return numbers + [Field(rank: 3, [mark]), Field(rank: 0, verdict)]
    }

    /// How it goes, in one character.
    private var mark: Segment {
        if !state.interaction.requests.isEmpty { return Segment(String(glyphs[.ellipsis]), .pending) }
        if case .failed = state.past.ledger.outcome { return Segment(String(glyphs[.bad]), .bad) }
        if state.past.ledger.errors > 0 { return Segment(String(glyphs[.bad]), .bad) }
        switch state.phase {
        case .starting, .stopping: return Segment(String(glyphs[.ellipsis]), .pending)
        case .running: return Segment(String(glyphs[.running]), .good)
        case .paused: return Segment(String(glyphs[.paused]), .warning)
        case .finished: return Segment(String(glyphs[.good]), .good)
        }
    }
}
