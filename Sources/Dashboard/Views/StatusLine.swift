internal import History
internal import Telemetry
internal import TerminalUI

/// The line where questions are asked and keys are answered.
struct StatusLine: View {
    let state: Dashboard
    /// Where nothing else on the screen shows what is still to come.
    var showsRequests = false

    private var glyphs: GlyphSet { state.glyphs }

    func draw(into canvas: inout Canvas, in rect: Rect) { line.draw(into: &canvas, in: rect) }

    /// Where the cursor stands when something is typed, in a line drawn in this rectangle.
    func cursor(in rect: Rect) -> Point? {
        guard case .typing(_, let editor) = state.interaction.question else { return nil }
        guard let start = line.columns(before: Self.editorRank, in: rect) else { return nil }
        let before = visible(editor).cursor
        return Point(column: min(rect.column + start + before, rect.endColumn - 1), row: rect.row)
    }

    /// The fields of the line.
    var line: FieldLine {
        let forms = urgent.map { [$0] } ?? AlarmForm.allCases.map { unrecorded + exceeded($0) + calm }
        return FieldLine.longest(of: forms, in: state.size.columns, glyphs: glyphs)
    }

    /// How what is beyond its threshold is told, the longest form first.
    private enum AlarmForm: CaseIterable { case full, withoutTime, valueOnly }

    /// What is being typed stays longest.
    private static let editorRank = -1

    /// What must be seen even where this line has no place of its own.
    var urgent: [Field]? {
        switch state.interaction.question {
        case .typing(.interval, let editor): return typing(editor, "interval", IntervalLadder.range)
        case .typing(.note, let editor): return noting(editor)
        case .typing(.filter, let editor): return filtering(editor)
        case .typing(.habit(let habit), let editor): return typing(editor, habit.name, habit.hint)
        case .evictHeld: return evictingHeld
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

    private func filtering(_ editor: LineEditor) -> [Field] {
        [
            Field(rank: 2, [Segment("only rows with", .label)]),
            Field(rank: Self.editorRank, [Segment(editor.text + " ", .selection)]),
            Field(rank: 1, minimum: 11, [Segment("Enter keeps it, Esc shows all", .muted)]),
        ]
    }

    private func typing(_ editor: LineEditor, _ name: String, _ range: String) -> [Field] {
        let explanation = range + ", Enter sets it, Esc leaves it"
        let hint = state.interaction.notice.map { Segment($0.text, $0.role) } ?? Segment(explanation, .muted)
        return [
            Field(rank: 2, [Segment(name, .label)]),
            Field(rank: Self.editorRank, [Segment(editor.text + " ", .selection)]),
            Field(rank: 1, minimum: min(11, hint.text.count), [hint]),
        ]
    }

    private func noting(_ editor: LineEditor) -> [Field] {
        [
            Field(rank: 1, [Segment("note", .label)]),
            Field(rank: Self.editorRank, [Segment(visible(editor).text + " ", .selection)]),
            Field(rank: 2, [Segment("Enter keeps it, Esc leaves it", .muted)]),
        ]
    }

    /// The part of what is typed that there is room for, and the columns before the cursor in it.
    private func visible(_ editor: LineEditor) -> (text: String, cursor: Int) {
        let room = max(1, state.size.columns - 9)
        var (text, before) = (editor.text[...], editor.position)
        while before > 0, Rendered(text.prefix(before)).columns >= room {
            text.removeFirst()
            before -= 1
        }
        return (String(text), Rendered(text.prefix(before)).columns)
    }

    private var quitting: [Field] {
        let question =
            !state.situation.isRunning
            ? "leave?" : state.size.columns < 38 ? "stop?" : "stop the run and leave?"
        let detach = Field(
            rank: 3, [Segment("d", .key), Segment(" lets it run on", .label)])
        // Where there is little room, the question itself comes first.
        let mayDetach =
            state.size.columns >= 60 && state.situation.isRunning
            && state.configuration.source != .unreachable
        return [
            Field(rank: 1, [Segment(question, .warning)]), Self.yesOrNo,
        ] + (mayDetach ? [detach] : [])
    }

    private var evictingHeld: [Field] {
        [
            Field(
                rank: 1,
                [Segment(state.size.columns < 46 ? "sever?" : "sever what Python still holds?", .warning)]),
            Field(rank: 2, [Segment("its use raises ReferenceError", .muted)]), Self.yesOrNo,
        ]
    }

    private static let yesOrNo = Field(
        rank: 0,
        [
            Segment("y", .key, key: .character("y")), Segment(" yes", .label, key: .character("y")),
            Segment("  "),
            Segment("n", .key, key: .character("n")), Segment(" no", .label, key: .character("n")),
        ])

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
        var words = requests.pendingCleanups.map(\.rawValue)
        for setting in Setting.allCases {
            if let value = requests.value(of: setting) { words.append("\(setting.name) \(value)") }
        }
        if let isPausing = requests.isPausing { words.append(isPausing ? "pausing" : "resuming") }
        if requests.findsHolders { words.append("asking for holders") }
        return Field(
            rank: 0, minimum: 1, [Segment(words.joined(separator: ", ") + " \(glyphs[.ellipsis])", .pending)])
    }

    /// That what happens is not recorded, and since when.
    private var unrecorded: [Field] {
        if let problem = state.playback?.problem {
            return [Field(rank: 0, minimum: 14, [Segment("! \(problem)", .bad)])]
        }
        guard let problem = state.past.ledger.recordProblem else { return [] }
        let since = " since \(Quantity.clock(problem.elapsed)): \(problem.reason)"
        return [
            Field(rank: 0, minimum: 14, [Segment("! not recorded", .bad), Segment(since, .muted)])
        ]
    }

    /// What is beyond its threshold, and since when.
    private func exceeded(_ form: AlarmForm) -> [Field] {
        Series.allCases.enumerated().compactMap { index, series in
            guard let (threshold, since) = state.alarms.exceeded(series) else { return nil }
            let reading = SeriesGraph.reading(of: series, in: state.readings.shown)
            let unit = series == .heap ? " \(reading.unit)" : ""
            let limit =
                series == .heap ? Quantity.bytes(Int(threshold)) : Figures.grouped(Int(threshold))
            let title = form == .valueOnly ? series.rawValue : series.title
            let time = form == .full ? " since \(state.time(since))" : ""
            return Field(
                rank: index, minimum: 14,
                [
                    Segment("! \(title) \(reading.value)\(unit)", .warning),
                    Segment(form == .valueOnly ? "" : " over \(limit)\(time)", .muted),
                ])
        }
    }

    /// How the run ended, and how to leave; before that what is to be known from the start.
    private var calm: [Field] {
        let quit = Field(rank: 1, [Segment("q", .key), Segment(" leaves", .label)])
        switch state.past.ledger.outcome {
        case .finished(let sentence):
            return [
                Field(rank: 0, minimum: 1, [Segment("\(glyphs[.good]) ", .good), Segment(sentence)]), quit,
            ]
        case .failed(let sentence):
            return [
                Field(rank: 0, minimum: 1, [Segment("\(glyphs[.bad]) ", .bad), Segment(sentence)]), quit,
            ]
        case nil where state.isGone:
            let words = "the run is over: it was left before it had stopped"
            return [
                Field(rank: 0, minimum: 1, [Segment("\(glyphs[.bad]) ", .bad), Segment(words)]), quit,
            ]
        case nil:
            return state.interaction.remark.map { [Field(rank: 0, minimum: 1, [Segment($0, .warning)])] }
                ?? []
        }
    }
}
