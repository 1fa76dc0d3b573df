/// One plan run, or several that followed each other.
package struct PlanSpan: Spanning {
    package static var mostKept: Int { 16_384 }

    package let begin: Int64
    /// When the last of them ended; nil while it runs.
    package private(set) var end: Int64?
    /// Number of the first of them, from 1.
    package let first: Int
    /// How many.
    package private(set) var count = 1
    /// The verdict that is worth the most attention; nil while none is known.
    package private(set) var verdict: String?

    /// A plan run that has begun, with its number from 1, in nanoseconds since the session began.
    package init(_ number: Int, at elapsed: Int64) {
        begin = elapsed
        first = number
    }

    /// Number of the last of them.
    package var last: Int { first + count - 1 }

    /// Notes when it ended, in nanoseconds since the session began, and how.
    package mutating func end(at elapsed: Int64, verdict: String) {
        end = elapsed
        self.verdict = Self.worse(self.verdict, verdict)
    }

    package mutating func merge(_ later: PlanSpan) {
        count = later.last - first + 1
        end = later.end
        verdict = Self.worse(verdict, later.verdict)
    }

    /// The verdicts, those first that are worth the most attention.
    private static let verdicts = ["Error", "Fail", "Aborted", "Inconclusive", "Pass", "NotSet"]

    private static func worse(_ a: String?, _ b: String?) -> String? {
        verdicts.prefix(4).first { $0 == a || $0 == b } ?? b ?? a
    }
}

extension PlanSpan {
    package var numbers: [Double] {
        let place = verdict.flatMap(Self.verdicts.firstIndex) ?? -1
        return [Double(begin), Double(end ?? -1), Double(first), Double(count), Double(place)]
    }

    package init?(takingFrom numbers: inout ArraySlice<Double>) {
        guard let values = numbers.take(5), let begin = Int64(exactly: values[0]),
            let end = Int64(exactly: values[1]), let first = Int(exactly: values[2]),
            let count = Int(exactly: values[3]), count > 0, let place = Int(exactly: values[4])
        else { return nil }
        self.init(first, at: begin)
        self.count = count
        self.end = end < 0 ? nil : end
        verdict = Self.verdicts.indices.contains(place) ? Self.verdicts[place] : nil
    }
}
