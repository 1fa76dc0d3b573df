package import History
package import Telemetry
internal import TerminalUI

/// How a run goes, in one line, for where there is no screen to draw on.
package struct ProgressLine {
    /// The line, in ASCII.
    package let text: String

    /// Writes down a snapshot and what is known of leaks by then.
    package init(_ snapshot: Snapshot, _ leaks: LeakWatch) {
        let progress = snapshot.progress
        let plans = progress.plans > 0 ? "/\(progress.plans)" : ""
        let numbers = Series.allCases.map { series -> String in
            let (value, unit) = SeriesGraph.reading(of: series, in: snapshot)
            return "\(series.rawValue) \(value)" + (series == .heap && !unit.isEmpty ? " \(unit)" : "")
        }
        let answer = LeakAnswer(leaks, isOver: progress.phase == .finished, glyphs: .ascii)
        text =
            ([Quantity.clock(snapshot.moment.elapsed), "plan \(progress.plan)\(plans)"] + numbers
            + [answer.text]).joined(separator: "  ")
    }
}
