internal import History
internal import Telemetry
internal import TerminalUI

/// What the last cleanup did, or the one that was asked for and has not come yet.
struct SweepLine: View {
    let state: Dashboard

    private var glyphs: GlyphSet { state.glyphs }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine(fields: fields, glyphs: glyphs).draw(into: &canvas, in: rect)
    }

    private var fields: [Field] {
        let pending = state.interaction.requests.pendingCleanups
        if !pending.isEmpty {
            let names = pending.map(\.rawValue).joined(separator: ", ")
            return [
                Field(rank: 0, [Segment("\(names) \(glyphs[.ellipsis])", .pending)]),
                Field(rank: 1, minimum: 12, [Segment(obstacle, .muted)]),
            ]
        }
        if let refusal = state.interaction.requests.refusal, refusal.isFresh(at: state.readings.shownAt) {
            let sign = Segment("\(glyphs[.bad]) evict refused: ", .bad)
            return [Field(rank: 0, minimum: 1, [sign, Segment(refusal.reason)])]
        }
        switch state.past.ledger.cleanup {
        case .none: return [Field(rank: 0, minimum: 1, [Segment("no sweep yet", .muted)])]
        case .swept(let sweep, let elapsed):
            let width = Quantity.age(state.situation.settings.intervalNanoseconds).count
            return fields(sweep, when: " " + state.age(of: elapsed, in: width))
        }
    }

    /// What everything that needs Python may have to wait for.
    var obstacle: String {
        let step = state.readings.latest?.progress.stepName ?? ""
        return step.isEmpty ? "waits for the GIL" : "waits for the GIL while \(step) runs"
    }

    private func fields(_ sweep: SweepSummary, when: String) -> [Field] {
        let sign =
            sweep.isByHand ? Segment("\(glyphs[.manual]) ", .manual) : Segment("\(glyphs[.sweep]) ", .sweep)
        return Self.figures(sweep, name: [sign, Segment(Self.word(sweep)), Segment(when)])
    }

    /// What a sweep is called.
    static func word(_ sweep: SweepSummary) -> String {
        guard !sweep.isForced else { return "evict held" }
        switch sweep.trigger {
        case .clock: return "sweep"
        case .manual: return "evict"
        case .final: return "final"
        case .planExit: return "plan exit"
        case .script: return "script"
        case .collection: return "collect"
        }
    }

    /// What a sweep did, in fields of which the name is the last to go.
    static func figures(_ sweep: SweepSummary, name: [Segment]) -> [Field] {
        let isCollection = sweep.trigger == .collection
        return [
            Field(rank: 0, name),
            amount(sweep.collected, "collected", rank: 1, isShown: isCollection || sweep.collected > 0),
            amount(sweep.examined, "examined", rank: 5, isShown: !isCollection),
            amount(sweep.phantoms, "phantoms", rank: 1, role: .phantom),
            amount(sweep.weakened, "weakened", rank: 3),
            held(sweep),
            Field(rank: 6, [Segment(Quantity.milliseconds(sweep.duration))]),
        ]
    }

    /// With the key that says by whom.
    private static func held(_ sweep: SweepSummary) -> Field {
        guard sweep.held > 0 else { return amount(0, "held", rank: 4) }
        let undecided = sweep.undecided > 0 ? ", \(Figures.grouped(sweep.undecided)) undecided" : ""
        return Field(
            rank: 2,
            [
                Segment(Figures.grouped(sweep.held), .warning), Segment(" held\(undecided) (", .muted),
                Segment("H", .key), Segment(" by whom)", .muted),
            ])
    }

    private static func amount(
        _ number: Int, _ word: String, rank: Int, role: Role = .text, isShown: Bool = true
    ) -> Field {
        Field(
            rank: rank, isShown ? [Segment(Figures.grouped(number), role), Segment(" " + word, .muted)] : [])
    }
}
