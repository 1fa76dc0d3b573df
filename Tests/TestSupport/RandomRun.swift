internal import Foundation

/// The seeds and the length of random tests.
package enum RandomRun {
    /// Seeds to begin with: those of today, or those that `PHANTOP_SEED` names.
    ///
    /// A failure shows the seed as the argument of its test.
    package static func seeds(_ count: Int) -> [UInt64] {
        if let text = ProcessInfo.processInfo.environment["PHANTOP_SEED"], let seed = UInt64(text) {
            return [seed]
        }
        return (0..<count).map { _ in UInt64.random(in: 1...999_999_999) }
    }

    /// How many operations a run has: the default, or what `PHANTOP_OPERATIONS` says.
    package static func operations(_ number: Int) -> Int {
        ProcessInfo.processInfo.environment["PHANTOP_OPERATIONS"].flatMap { Int($0) } ?? number
    }
}
