internal import History
internal import Telemetry
internal import TerminalUI

/// What happened lately, the newest first, for a screen with room for it.
struct RecentEvents: View {
    let state: Dashboard

    private var glyphs: GlyphSet { state.glyphs }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        Panel(title: "recent", glyphs: glyphs).draw(into: &canvas, in: rect)
        let inside = Panel.interior(of: rect)
        for (row, fields) in newest(inside.rows).enumerated() {
            FieldLine(fields: fields, gap: 1, glyphs: glyphs).draw(into: &canvas, in: inside.line(row))
        }
    }

    /// So many events in words; those that somebody asked for by hand are among the sweeps.
    private func newest(_ count: Int) -> [[Field]] {
        let sweeps = state.past.ledger.sweeps.elements.suffix(count).map { ($0.elapsed, sweep($0)) }
        let incidents = state.past.events.incidents.suffix(count).compactMap { incident in
            words(incident).map { (incident.elapsed, $0) }
        }
        return (sweeps + incidents).sorted { $0.0 > $1.0 }.prefix(count).map { elapsed, fields in
            [Field(rank: 0, [Segment(time(elapsed), .muted)])] + fields
        }
    }

    private func time(_ elapsed: Int64) -> String {
        Quantity.right(
            state.timekeeper.reading(elapsed, now: state.readings.shownAt, columnWidth: 1_000_000_000), in: 7)
    }

    private func sweep(_ past: PastSweep) -> [Field] {
        let sweep = past.summary
        let sign =
            sweep.isByHand ? Segment("\(glyphs[.manual]) ", .manual) : Segment("\(glyphs[.sweep]) ", .sweep)
        func amount(_ number: Int, _ word: String, _ rank: Int, _ role: Role = .text) -> Field {
            Field(rank: rank, [Segment(Figures.grouped(number), role), Segment(" " + word, .muted)])
        }
        return [
            Field(rank: 1, [sign, Segment(SweepLine.word(sweep))]),
            amount(past.released, "released", 2),
            sweep.held > 0 ? amount(sweep.held, "held", 3, .warning) : Field(rank: 3, []),
            Field(rank: 4, [Segment(Quantity.milliseconds(sweep.duration), .muted)]),
        ]
    }

    private func words(_ incident: Incident) -> [Field]? {
        let kind = TimeLine.kind(of: incident.kind)
        if case .manual = incident.kind { return nil }
        return [
            Field(
                rank: 1, minimum: 8,
                [Segment("\(glyphs[kind.symbol]) ", kind.role), Segment(incident.words)])
        ]
    }
}
