internal import History
internal import Telemetry
internal import TerminalUI

/// What happened at the moment that is read; or which part of the past is in sight.
struct MomentLine: View {
    let state: Dashboard
    let window: TimeWindow

    private var glyphs: GlyphSet { state.glyphs }
    private var events: EventHistory { state.past.events }

    /// Whether somebody reads a moment, or looks at anything but the present.
    static func isNeeded(_ state: Dashboard) -> Bool {
        let viewport = state.interaction.graphs.viewport
        return viewport.cursor != nil || !viewport.isFollowing
    }

    func draw(into canvas: inout Canvas, in rect: Rect) { line.draw(into: &canvas, in: rect) }

    /// The fields of the line.
    var line: FieldLine {
        let cursor = state.interaction.graphs.viewport.cursor
        return FieldLine(fields: cursor.map(reading) ?? overview, glyphs: glyphs)
    }

    private func reading(_ moment: Int64) -> [Field] {
        let span = window.span(of: window.cell(of: moment))
        let time = Segment("\(glyphs[.cursor]) \(text(moment))", .title)
        return [Field(rank: 0, [time])] + happened(in: span) + [plan(at: moment), back]
    }

    private var overview: [Field] {
        let (first, last) = (text(max(0, window.start)), text(min(window.end, state.readings.shownAt)))
        return [
            Field(rank: 0, [Segment("\(first) to \(last)", .title)]),
            Field(rank: 2, [Segment("of \(text(state.readings.shownAt))", .muted)]), back,
        ]
    }

    private var back: Field {
        Field(
            rank: 8, isTrailing: true,
            [Segment("f", .key, key: .character("f")), Segment(" follows", .label, key: .character("f"))])
    }

    private func text(_ moment: Int64) -> String {
        state.timekeeper.reading(moment, now: state.readings.shownAt, columnWidth: window.columnWidth)
    }

    // MARK: - Events

    /// Rare things first, each in words; then the sweeps.
    private func happened(in span: Range<Int64>) -> [Field] {
        let incidents = events.incidents(in: span).suffix(3).reversed().flatMap(fields)
        return incidents + sweeps(in: span)
    }

    private func fields(_ incident: Incident) -> [Field] {
        let kind = TimeLine.kind(of: incident.kind)
        let sign = Segment("\(glyphs[kind.symbol]) ", kind.role)
        if case .manual(let sweep) = incident.kind {
            return SweepLine.figures(sweep, name: [sign, Segment(incident.words)])
        }
        return [Field(rank: 1, minimum: 12, [sign, Segment(incident.words)])]
    }

    private func sweeps(in span: Range<Int64>) -> [Field] {
        let sweeps = events.sweeps[span]
        guard var all = sweeps.first else { return [] }
        for sweep in sweeps.dropFirst() { all.merge(sweep) }
        let sign = Segment("\(glyphs[.sweep]) ", .sweep)
        let word = all.count == 1 ? SweepLine.word(all.summary) : "\(Figures.grouped(Int(all.count))) sweeps"
        return SweepLine.figures(all.summary, name: [sign, Segment(word)])
    }

    /// The plan run that was under way, and what became of it.
    private func plan(at moment: Int64) -> Field {
        guard let plan = events.plans.last(before: moment + 1), moment <= plan.end ?? .max else {
            return Field(rank: 7, [])
        }
        let number = plan.count == 1 ? "plan \(plan.first)" : "plans \(plan.first) to \(plan.last)"
        let isBad = plan.verdict == "Error" || plan.verdict == "Fail"
        return Field(
            rank: 7,
            [Segment(number, .label), Segment(plan.verdict.map { " " + $0 } ?? "", isBad ? .bad : .muted)])
    }
}
