internal import PythonBridge

/// Why a figure could not be had.
enum BenchmarkError: Error {
    /// Something that is needed is missing, in one sentence.
    case unusable(String)
    /// Python raised where nothing should.
    case python(PythonError)
    /// The work was not done as the row says: what was expected, and what the counters show.
    case unmeasured(String, expected: Int, found: Int)

    /// One line that says what happened.
    var summary: String {
        switch self {
        case .unusable(let reason): reason
        case .python(let error): error.summary
        case .unmeasured(let what, let expected, let found): "\(what): expected \(expected), found \(found)"
        }
    }

    /// Compares a counter with what it must show.
    static func expect(_ what: String, _ found: Int, _ expected: Int) throws(BenchmarkError) {
        guard found == expected else { throw .unmeasured(what, expected: expected, found: found) }
    }
}
