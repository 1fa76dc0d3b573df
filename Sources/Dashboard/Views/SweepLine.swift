internal import Telemetry
internal import TerminalUI

/// What the last cleanup did, or the one that was asked for and has not come yet.
struct SweepLine: View {
    let state: Dashboard

    private var glyphs: GlyphSet { state.configuration.glyphs }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine(fields: fields, glyphs: glyphs).draw(into: &canvas, in: rect)
    }

    private var fields: [Field] {
        if state.interaction.requests.isEvicting {
            return [
                Field(rank: 0, [Segment("evict \(glyphs[.ellipsis])", .pending)]),
                Field(rank: 1, minimum: 12, [Segment(obstacle, .muted)]),
            ]
        }
        switch state.record.cleanup {
        case .none: return [Field(rank: 0, minimum: 1, [Segment("no sweep yet", .muted)])]
        case .refused(let reason):
            return [
                Field(
                    rank: 0, minimum: 1, [Segment("\(glyphs[.bad]) evict refused: ", .bad), Segment(reason)])
            ]
        case .swept(let sweep, let elapsed):
            return Self.fields(sweep, name: name(sweep.trigger), when: when(elapsed))
        }
    }

    /// What a sweep may have to wait for.
    private var obstacle: String {
        let step = state.readings.latest?.progress.stepName ?? ""
        return step.isEmpty ? "waits for the GIL" : "waits for the GIL while \(step) runs"
    }

    private func name(_ trigger: SweepSummary.Trigger) -> [Segment] {
        switch trigger {
        case .clock: [Segment("\(glyphs[.sweep]) ", .sweep), Segment("sweep")]
        case .manual: [Segment("\(glyphs[.manual]) ", .manual), Segment("evict")]
        case .final: [Segment("\(glyphs[.sweep]) ", .sweep), Segment("final")]
        case .planExit: [Segment("\(glyphs[.sweep]) ", .sweep), Segment("plan exit")]
        case .script: [Segment("\(glyphs[.sweep]) ", .sweep), Segment("script")]
        case .collection: [Segment("\(glyphs[.manual]) ", .manual), Segment("collect")]
        }
    }

    /// An age while a clock runs that will bring the next one; else a time, which stays true by itself.
    private func when(_ elapsed: Int64) -> String {
        guard state.readings.shown?.nextSweep != nil else { return " at \(Quantity.clock(elapsed))" }
        let width = Quantity.age(Int64(state.situation.settings.interval * 1e9)).count
        return " \(Quantity.right(Quantity.age(state.readings.shownAt - elapsed), in: width)) ago"
    }

    private static func fields(_ sweep: SweepSummary, name: [Segment], when: String) -> [Field] {
        [
            Field(rank: 0, name + [Segment(when)]),
            amount(sweep.examined, "examined", rank: 5),
            amount(sweep.phantoms, "phantoms", rank: 1, role: .phantom),
            amount(sweep.weakened, "weakened", rank: 2),
            amount(
                sweep.held, "held", rank: sweep.held > 0 ? 1 : 4, role: sweep.held > 0 ? .warning : .text),
            Field(rank: 6, [Segment(Quantity.milliseconds(sweep.duration))]),
        ]
    }

    private static func amount(_ number: Int, _ word: String, rank: Int, role: Role = .text)
        -> Field
    {
        Field(rank: rank, [Segment(Figures.grouped(number), role), Segment(" " + word, .muted)])
    }
}
