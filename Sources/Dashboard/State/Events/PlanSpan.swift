/// One plan run, or several that followed each other.
struct PlanSpan: Spanning {
    let begin: Int64
    /// When the last of them ended; nil while it runs.
    private(set) var end: Int64?
    /// Number of the first of them, from 1.
    let first: Int
    /// How many.
    private(set) var count = 1
    /// The verdict that is worth the most attention; nil while none is known.
    private(set) var verdict: String?

    init(_ number: Int, at elapsed: Int64) {
        begin = elapsed
        first = number
    }

    /// Number of the last of them.
    var last: Int { first + count - 1 }

    mutating func end(at elapsed: Int64, verdict: String) {
        end = elapsed
        self.verdict = Self.worse(self.verdict, verdict)
    }

    mutating func merge(_ later: PlanSpan) {
        count = later.last - first + 1
        end = later.end
        verdict = Self.worse(verdict, later.verdict)
    }

    private static func worse(_ a: String?, _ b: String?) -> String? {
        let order = ["Error", "Fail", "Aborted", "Inconclusive"]
        return order.first { $0 == a || $0 == b } ?? b ?? a
    }
}
