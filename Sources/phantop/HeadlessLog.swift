internal import Foundation
internal import Telemetry

/// What a run without a screen tells on standard error.
struct HeadlessLog {
    let level: LogLine.Level
    private let isTerminal = isatty(2) == 1
    private var cursor = 0
    private var shown = ""
    /// Why no further plan could be made; nil when nothing of that kind happened.
    private(set) var failure: String?

    init(level: LogLine.Level) {
        self.level = level
    }

    /// Writes the log lines that came since the last time.
    mutating func show(_ events: Ring<Event>) {
        let batch = events.read(from: cursor)
        cursor = batch.cursor
        var text = ""
        for event in batch.elements {
            switch event.kind {
            // What a script prints is shown whatever the level: it asked for it.
            case .logged(let line) where line.level >= level || line.source == "Python":
                text += "\(line.source): \(line.text)\n"
            case .sweepRefused(let reason): text += "sweep refused: \(reason)\n"
            case .failed(let reason): failure = reason
            default: break
            }
        }
        if batch.missed > 0 { text += "(\(batch.missed) events came too fast to be shown)\n" }
        guard !text.isEmpty else { return }
        endProgress()
        StandardError.write(text)
    }

    /// Shows where the run is, if standard error is a terminal.
    mutating func showProgress(_ progress: Telemetry.Progress) {
        guard isTerminal else { return }
        let plans = progress.plans > 0 ? "/\(progress.plans)" : ""
        let text =
            "plan \(progress.plan)\(plans)  step \(progress.step)/\(progress.steps)  \(progress.stepName)"
        guard text != shown else { return }
        StandardError.write("\r\u{1B}[K\(text)")
        shown = text
    }

    /// Takes the progress line away.
    mutating func endProgress() {
        guard !shown.isEmpty else { return }
        StandardError.write("\r\u{1B}[K")
        shown = ""
    }
}
