internal import Foundation

/// The seeds and the length of random tests.
package enum RandomRun {
    /// Seeds to begin with: those of today, as many as `PHANTOP_SEEDS` asks for, or the one that `PHANTOP_SEED` names.
    ///
    /// A failure shows the seed as the argument of its test.
    package static func seeds(_ number: Int) -> [UInt64] {
        let environment = ProcessInfo.processInfo.environment
        if let text = environment["PHANTOP_SEED"], let seed = UInt64(text) {
            return [seed]
        }
        let count = environment["PHANTOP_SEEDS"].flatMap { Int($0) } ?? number
        return (0..<count).map { _ in UInt64.random(in: 1...999_999_999) }
    }

    /// How many operations a run has: the default, or what `PHANTOP_OPERATIONS` says.
    package static func operations(_ number: Int) -> Int {
        ProcessInfo.processInfo.environment["PHANTOP_OPERATIONS"].flatMap { Int($0) } ?? number
    }
}
