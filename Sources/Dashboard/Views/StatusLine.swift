internal import Telemetry
internal import TerminalUI

/// The line where questions are asked and keys are answered.
struct StatusLine: View {
    let state: Dashboard
    /// Where nothing else on the screen shows what is still to come.
    var showsRequests = false

    private var glyphs: GlyphSet { state.configuration.glyphs }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine(fields: urgent ?? calm, glyphs: glyphs).draw(into: &canvas, in: rect)
    }

    /// Where the cursor stands when something is typed, in a line drawn in this rectangle.
    func cursor(in rect: Rect) -> Point? {
        guard case .interval(let editor) = state.interaction.question, rect.columns > 0 else { return nil }
        let margin = rect.columns > 20 ? 1 : 0
        let column = margin + (isShort(rect) ? 0 : caption.count) + editor.position
        return Point(column: rect.column + min(column, rect.columns - 1), row: rect.row)
    }

    private var caption: String { "interval in seconds: " }

    private func isShort(_ rect: Rect) -> Bool { false }

    /// What must be seen even where this line has no place of its own.
    var urgent: [Field]? {
        switch state.interaction.question {
        case .interval(let editor): return typing(editor)
        case .quit: return quitting
        case nil: break
        }
        if let notice = state.interaction.notice {
            return [Field(rank: 0, minimum: 1, [Segment(notice.text, notice.role)])]
        }
        if state.interaction.isLeaving { return leaving }
        if showsRequests, !state.interaction.requests.isEmpty { return [requested] }
        return nil
    }

    private func typing(_ editor: LineEditor) -> [Field] {
        let hint: Segment
        if let notice = state.interaction.notice {
            hint = Segment(notice.text, notice.role)
        } else {
            hint = Segment(IntervalLadder.range + ", Enter sets it, Esc leaves it", .muted)
        }
        return [
            Field(rank: 0, [Segment(caption, .label), Segment(editor.text + " ", .selection)]),
            Field(rank: 1, minimum: 10, [hint]),
        ]
    }

    private var quitting: [Field] {
        let question = state.situation.isRunning ? "a plan is running: stop it and leave?" : "leave?"
        return [
            Field(rank: 1, minimum: 6, [Segment(question, .warning)]),
            Field(
                rank: 0,
                [Segment("y", .key), Segment(" yes  ", .label), Segment("n", .key), Segment(" no", .label)]),
        ]
    }

    private var leaving: [Field] {
        let step = state.readings.latest?.progress.stepName ?? ""
        let obstacle = step.isEmpty ? "stopping" : "stopping, waits for \(step)"
        return [
            Field(rank: 1, minimum: 9, [Segment("\(obstacle) \(glyphs[.ellipsis])", .pending)]),
            Field(rank: 0, [Segment("q", .key), Segment(" again leaves at once", .label)]),
        ]
    }

    private var requested: Field {
        let requests = state.interaction.requests
        var words: [String] = []
        if requests.isEvicting { words.append("evict") }
        if let interval = requests.interval { words.append("interval \(Quantity.seconds(interval))") }
        if let preset = requests.preset { words.append("preset \(preset.rawValue)") }
        if let isPausing = requests.isPausing { words.append(isPausing ? "pausing" : "resuming") }
        return Field(
            rank: 0, minimum: 1, [Segment(words.joined(separator: ", ") + " \(glyphs[.ellipsis])", .pending)])
    }

    /// How the run ended, and how to leave.
    private var calm: [Field] {
        let quit = Field(rank: 1, [Segment("q", .key), Segment(" leaves", .label)])
        switch state.record.outcome {
        case .finished(let sentence):
            return [
                Field(rank: 0, minimum: 1, [Segment("\(glyphs[.good]) ", .good), Segment(sentence)]), quit,
            ]
        case .failed(let sentence):
            return [
                Field(rank: 0, minimum: 1, [Segment("\(glyphs[.bad]) ", .bad), Segment(sentence)]), quit,
            ]
        case nil: return []
        }
    }
}
