internal import Dashboard
internal import Foundation
internal import History
internal import Telemetry

/// What a run without a screen tells on standard error.
struct HeadlessLog {
    /// How progress is shown.
    enum Style {
        /// Not at all: nobody looks on.
        case none
        /// In one line that is written over again and again.
        case rewritten
        /// In lines that stay, now and then: the terminal cannot take one back.
        case lines
    }

    /// Nanoseconds from one line that stays to the next.
    private static let period: Int64 = 10_000_000_000

    /// From which level up; nil where nobody reads it.
    private(set) var level: LogLine.Level?
    private var style: Style
    private var cursor = 0
    private var shown = ""
    private var nextLine: Int64 = 0
    /// Why no further plan could be made; nil when nothing of that kind happened.
    private(set) var failure: String?

    /// - Parameter isPlain: whether the terminal, if there is one, can only be written to line by line.
    init(level: LogLine.Level?, isPlain: Bool) {
        self.level = level
        style = isatty(2) == 0 || level == nil ? .none : isPlain ? .lines : .rewritten
    }

    /// Writes the log lines that came since the last time.
    mutating func show(_ events: Ring<Event>) {
        let batch = events.read(from: cursor)
        cursor = batch.cursor
        var text = ""
        for event in batch.elements {
            switch event.kind {
            // What a script prints is shown whatever the level: it asked for it.
            case .logged(let line) where level.map { line.level >= $0 || line.source == "Python" } ?? false:
                text += Self.entry(line)
            case .recordPaused, .recordResumed:
                if level != nil { text += "record: \(event.kind.recordSentence ?? "")\n" }
            case .sweepRefused(let reason) where level != nil: text += "sweep refused: \(reason)\n"
            case .failed(let reason): failure = reason
            default: break
            }
        }
        if batch.missed > 0, level != nil { text += "(\(batch.missed) events came too fast to be shown)\n" }
        guard !text.isEmpty else { return }
        endProgress()
        StandardError.write(text)
    }

    /// A log line: what continues it begins with its source too, so that no text can pass for a line of another one.
    private static func entry(_ line: LogLine) -> String {
        let parts = line.text.split(separator: "\n", omittingEmptySubsequences: false)
        return parts.enumerated().map { "\(line.source)\($0 == 0 ? ":" : "|") \($1)\n" }.joined()
    }

    /// Shows where the run is, if standard error is a terminal.
    mutating func showProgress(_ snapshot: Snapshot, _ leaks: LeakWatch) {
        switch style {
        case .none: break
        case .rewritten: rewrite(snapshot.progress)
        case .lines:
            guard snapshot.progress.plan > 0, snapshot.moment.elapsed >= nextLine else { return }
            nextLine = snapshot.moment.elapsed + Self.period
            StandardError.write(ProgressLine(snapshot, leaks).text + "\n")
        }
    }

    private mutating func rewrite(_ progress: Telemetry.Progress) {
        let plans = progress.plans > 0 ? "/\(progress.plans)" : ""
        let text =
            "plan \(progress.plan)\(plans)  step \(progress.step)/\(progress.steps)  \(progress.stepName)"
        guard text != shown else { return }
        StandardError.rewrite(text)
        shown = text
    }

    /// Nobody reads it any more.
    mutating func fallSilent() { (level, style, shown) = (nil, .none, "") }

    /// Takes the progress line away.
    mutating func endProgress() {
        guard !shown.isEmpty else { return }
        StandardError.rewrite("")
        shown = ""
    }
}
