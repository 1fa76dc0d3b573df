internal import History
internal import TerminalUI

/// How many plan runs ended how, in as many words as there is room for.
struct VerdictWords {
    /// How it is said, the longest first.
    enum Form: CaseIterable {
        /// Every number in full.
        case full
        /// Numbers of about three digits.
        case short
        /// Of the others only how many they are.
        case summed
    }

    private let verdicts: [Ledger.VerdictCount]

    init(_ verdicts: [Ledger.VerdictCount]) { self.verdicts = verdicts }

    func segments(_ form: Form) -> [Segment] {
        guard !verdicts.isEmpty else { return [] }
        switch form {
        case .full: return words("plan runs:", verdicts.map { ($0.verdict, Figures.grouped($0.count)) })
        case .short: return words("plans:", verdicts.map { ($0.verdict, Self.short($0.count)) })
        case .summed:
            let bad = verdicts.filter { Self.isBad($0.verdict) }
            let others = verdicts.filter { !Self.isBad($0.verdict) }.reduce(0) { $0 + $1.count }
            let rest = others == 0 ? [] : [("other", Self.short(others))]
            return words("plans:", bad.map { ($0.verdict, Self.short($0.count)) } + rest)
        }
    }

    private func words(_ title: String, _ verdicts: [(word: String, count: String)]) -> [Segment] {
        [Segment(title, .label)]
            + verdicts.flatMap { verdict in
                [
                    Segment(" \(verdict.count) "),
                    Segment(verdict.word, Self.isBad(verdict.word) ? .bad : .muted),
                ]
            }
    }

    private static func isBad(_ verdict: String) -> Bool { verdict == "Error" || verdict == "Fail" }

    private static func short(_ count: Int) -> String { Figures.abbreviated(Double(count)) }
}
