internal import LeakAnalysis
package import History
package import TerminalUI

/// The answer whether a run leaks, in words.
package struct LeakAnswer {
    /// One thing that is said; of two the one with the lower rank is kept longer.
    struct Fact {
        let rank: Int
        let text: String
    }

    /// The sign of the answer, which says by its shape how good it is.
    let sign: Character
    /// The answer in a word.
    package let word: String
    /// What the answer is like.
    let role: Role
    /// What belongs to it, in the order in which it is said.
    let facts: [Fact]

    /// What a watch has found out.
    /// - Parameter isOver: whether nothing runs any more, so that waiting for an answer is no use.
    package init(_ watch: LeakWatch, isOver: Bool, glyphs: GlyphSet) {
        self.init(watch, isOver: isOver, glyphs: glyphs) { Quantity.clock($0) }
    }

    /// - Parameter time: writes a moment, in nanoseconds since the session began.
    init(_ watch: LeakWatch, isOver: Bool, glyphs: GlyphSet, time: @escaping (Int64) -> String) {
        self.init(
            watch.verdict, windows: watch.series.windows, sweeps: watch.series.regime?.sweeps ?? true,
            isOver: isOver, glyphs: glyphs, time: time)
    }

    /// - Parameters:
    ///   - windows: of how many windows it is drawn.
    ///   - sweeps: whether they lie between sweeps.
    ///   - time: writes a moment.
    init(
        _ verdict: LeakVerdict, windows: Int, sweeps: Bool, isOver: Bool, glyphs: GlyphSet,
        time: @escaping (Int64) -> String = { Quantity.clock($0) }
    ) {
        let words = LeakWords(
            verdict: verdict, windows: windows, sweeps: sweeps, isOver: isOver, glyphs: glyphs, clock: time)
        word = verdict.word
        facts = words.facts
        switch verdict {
        case .ok, .bounded: (sign, role) = (glyphs[.good], .good)
        case .leak: (sign, role) = (glyphs[.bad], .bad)
        case .step: (sign, role) = ("!", .warning)
        case .unsure: (sign, role) = ("?", .pending)
        }
    }

    /// All of it in one line.
    package var text: String { "\(sign) \(word)  " + facts.map(\.text).joined(separator: "  ") }

    /// All of it without the sign, as part of a sentence: `LEAK, +216.0 B/step (+215.9 … +216.1)`.
    package var clause: String {
        ([word] + facts.map(\.text)).joined(separator: ", ").replacing(", (", with: " (")
    }

    /// Sign and word.
    var short: [Segment] { [Segment("\(sign) \(word)", role)] }
}

/// What belongs to a verdict, in words.
private struct LeakWords {
    let verdict: LeakVerdict
    let windows: Int
    let sweeps: Bool
    let isOver: Bool
    let glyphs: GlyphSet
    let clock: (Int64) -> String

    var facts: [LeakAnswer.Fact] {
        switch verdict {
        case .ok(let growth): rate(growth, of: .heap) + [count]
        case .leak(let leak):
            leak.subjects.flatMap { rate(leak.growth, of: $0, isSecond: $0 != leak.subjects.first) }
                + limit(leak.secondsToLimit)
        case .bounded(let change):
            [fact(1, "\(amount(change)), flat since \(time(change.seconds))")]
                + rate(change.growth, of: change.subject, isSecond: true)
        case .step(let change):
            [fact(1, "\(amount(change)) at \(time(change.seconds)), flat before and after")]
        case .unsure(let doubt): self.doubt(doubt)
        }
    }

    private func fact(_ rank: Int, _ text: String) -> LeakAnswer.Fact { .init(rank: rank, text: text) }

    private var count: LeakAnswer.Fact { fact(5, "\(Figures.grouped(windows)) \(noun)") }

    private var noun: String { sweeps ? "sweeps" : "intervals" }

    /// Growth per step and where it lies with a confidence of 95 %.
    private func rate(
        _ growth: Growth, of subject: LeakVerdict.Subject, isSecond: Bool = false
    ) -> [LeakAnswer.Fact] {
        let rate = subject == .heap ? growth.bytes : growth.entries
        let isLarge = subject == .heap && rate.perStep.magnitude >= 999.95
        let unit = subject == .registry ? "entries/step" : isLarge ? "kB/step" : "B/step"
        func number(_ value: Double) -> String {
            signed(isLarge ? value / 1000 : value, decimals: subject == .heap ? 1 : 2)
        }
        let (low, high) = (number(rate.interval.lowerBound), number(rate.interval.upperBound))
        return [
            fact(isSecond ? 4 : 1, "\(number(rate.perStep)) \(unit)"),
            fact(isSecond ? 7 : 3, "(\(low) \(glyphs[.ellipsis]) \(high))"),
        ]
    }

    private func limit(_ seconds: Double?) -> [LeakAnswer.Fact] {
        guard let seconds, !isOver else { return [] }
        return [fact(2, seconds < 1 ? "memory limit reached" : "limit in \(span(seconds))")]
    }

    private func amount(_ change: LeakVerdict.Change) -> String {
        if change.subject == .registry { return signed(change.height, decimals: 0) + " entries" }
        return (change.height < 0 ? String(glyphs[.minus]) : "+")
            + Quantity.bytes(Int(clamping: Int64(change.height.magnitude.rounded())))
    }

    private func doubt(_ doubt: LeakVerdict.Doubt) -> [LeakAnswer.Fact] {
        let growth = doubt.growth.map { rate($0, of: doubt.subject) } ?? []
        return [fact(2, reason(doubt))] + more(doubt.secondsMore) + growth.map { fact($0.rank + 3, $0.text) }
    }

    private func more(_ seconds: Double?) -> [LeakAnswer.Fact] {
        guard !isOver else { return [fact(1, "the run was too short")] }
        return seconds.map { [fact(1, "\(span($0)) more")] } ?? []
    }

    private func reason(_ doubt: LeakVerdict.Doubt) -> String {
        switch doubt.reason {
        case .fewFloors: return "\(windows) of \(LeakVerdict.leastFloors) \(noun)"
        case .noise: return "may be chance"
        case .slowing: return "rises, but slows down"
        case .falls: return "rises, but fell before"
        case .lately: return "rises since a short while"
        case .turnover: return "rises while plans go on"
        }
    }

    private func signed(_ value: Double, decimals: Int) -> String {
        let text = Figures.fixed(value.magnitude, decimals: decimals)
        let isZero = !text.contains { $0 != "0" && $0 != "." }
        return (value < 0 && !isZero ? String(glyphs[.minus]) : "+") + text
    }

    private func time(_ seconds: Double) -> String { clock(Int64(seconds * 1e9)) }

    /// Beyond ten years nobody waits for it.
    private func span(_ seconds: Double) -> String {
        seconds < 10 * 365 * 86_400 ? Quantity.age(Int64((seconds * 1e9).rounded(.up))) : "over 10 years"
    }
}
