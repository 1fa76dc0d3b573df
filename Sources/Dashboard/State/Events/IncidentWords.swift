internal import History
internal import Telemetry

extension Incident {
    /// What it was, in words.
    var words: String {
        switch kind {
        case .manual(let sweep): SweepLine.word(sweep)
        case .change(let before, let after): after.difference(from: before)
        case .asked(let text, let viewer): "\(viewer): \(text)"
        case .note(let text), .ending(let text): text
        }
    }
}

extension Settings {
    /// What is different from before, in words: `interval 30 s → 5 s`.
    fileprivate func difference(from before: Settings) -> String {
        if preset != before.preset { return "preset \(preset.rawValue)" }
        let changes = Setting.allCases.filter { $0 != .preset && $0.value(in: self) != $0.value(in: before) }
        guard !changes.isEmpty else { return "preset \(preset.rawValue) again" }
        return changes.map { "\($0.name) \($0.value(in: before)) to \($0.value(in: self))" }.joined(
            separator: ", ")
    }
}
