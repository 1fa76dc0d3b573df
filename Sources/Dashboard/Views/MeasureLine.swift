internal import History
internal import Telemetry
internal import TerminalUI

/// What else is measured: memory of the process, the longest stop of Python, hosts, and what was not seen.
struct MeasureLine: View {
    let state: Dashboard

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine.longest(of: forms, in: rect.columns, glyphs: state.glyphs).draw(into: &canvas, in: rect)
    }

    /// The line, the longest form first.
    private var forms: [[Field]] { VerdictWords.Form.allCases.map(fields) }

    private func fields(_ form: VerdictWords.Form) -> [Field] {
        guard let shown = state.readings.shown else { return [] }
        let hosts = shown.hostsCreated - shown.hostsDeinitialised
        let missed = state.readings.missed
        return [
            Self.field("RSS", shown.residentBytes.map(Quantity.bytes) ?? "?", rank: 1, width: 8),
            Self.field("hosts", Figures.grouped(hosts), rank: 5, width: 7),
            Self.field("GIL", longestHold, rank: 2, width: 8),
            backlog(shown),
            Field(rank: 3, VerdictWords(state.past.ledger.verdicts).segments(form)),
            missed > 0
                ? Self.field("missed", Figures.grouped(missed), rank: 0, width: 1, role: .warning)
                : Field(rank: 0, []),
        ]
    }

    /// What waits for the GIL on threads of a pool: only that driver has such.
    private func backlog(_ shown: Snapshot) -> Field {
        guard state.situation.settings.driver == "pool" else { return Field(rank: 4, []) }
        let backlog = shown.cleanup.poolBacklog
        return Self.field(
            "backlog", Figures.grouped(backlog), rank: 1, width: 5, role: backlog > 1 ? .warning : .text)
    }

    private var longestHold: String {
        guard case .swept(let sweep, _) = state.past.ledger.cleanup else { return "-" }
        return Quantity.milliseconds(sweep.longestGILHold)
    }

    private static func field(
        _ name: String, _ value: String, rank: Int, width: Int, role: Role = .text
    ) -> Field {
        Field(rank: rank, [Segment(name + " ", .label), Segment(Quantity.right(value, in: width), role)])
    }
}
