/// A question that is asked again and again while its answer is on the screen, and no oftener than it is worth.
struct Inquiry: Sendable, Equatable {
    /// Nanoseconds from one question to the next, at least.
    let period: Int64
    /// When it was asked last, in nanoseconds since the session began.
    private(set) var asked: Int64?
    /// Whether the answer is still to come.
    private(set) var isOpen = false
    /// Nanoseconds that the last answer cost.
    private var cost: Int64 = 0

    /// An answer that does not come by then was lost.
    private static let patience: Int64 = 10_000_000_000
    /// At most every fiftieth of the time is spent on answers.
    private static let share: Int64 = 50

    init(period: Int64) { self.period = period }

    /// Whether to ask now.
    func isDue(at now: Int64) -> Bool {
        guard let asked else { return true }
        return now >= asked + (isOpen ? Self.patience : max(period, cost * Self.share))
    }

    /// The question was asked.
    mutating func ask(at now: Int64) {
        asked = now
        isOpen = true
    }

    /// The answer came.
    mutating func take(cost: Int64) {
        self.cost = cost
        isOpen = false
    }

    /// Whoever looks again wants news at once.
    mutating func forget() { if !isOpen { asked = nil } }
}
