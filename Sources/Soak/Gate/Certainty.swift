internal import LeakAnalysis
package import History

/// Whether the answer to the question if a run leaks has become certain.
///
/// The first answer of a run may be luck. It is certain when it has been the same for half as many windows again as it
/// took, five at least: an answer after 15 sweeps has to stand until the 22nd. A doubt in between, another answer, or a
/// change of switches begins anew.
package struct Certainty: Sendable {
    /// Windows that an answer has to stand at least.
    private static let least = 5

    /// Whether it is certain.
    package private(set) var isReached = false
    private var answer = ""
    private var first = 0
    private var windows = 0

    /// Begins without an answer.
    package init() {}

    /// Takes over what a watch has judged.
    package mutating func take(_ watch: LeakWatch) { take(watch.verdict.word, windows: watch.series.windows) }

    /// Takes an answer over.
    /// - Parameter windows: of how many windows it is drawn; fewer than before when it began anew.
    mutating func take(_ answer: String, windows: Int) {
        if answer != self.answer || windows < self.windows { (self.answer, first) = (answer, windows) }
        self.windows = windows
        isReached = answer != "UNSURE" && windows >= first + max(Self.least, first / 2)
    }
}
