internal import Telemetry

/// What counts of the Python classes say between sweeps: how low each class got, and what was made meanwhile.
///
/// Entries climb from one sweep to the next and fall with it, so that two counts say nothing unless both stand at the
/// same place between sweeps. Here a span begins with the first count after a sweep and ends with another one.
struct TypeLows: Sendable, Codable {
    private struct Low: Sendable, Codable {
        let name: String
        let entries: Int
    }

    private struct Span: Sendable, Codable {
        let begin: Types.Count<TypeCensus>
        var counts = 0
        /// By name.
        var lows: [Low] = []

        mutating func add(_ census: TypeCensus) {
            let before = Dictionary(lows.map { ($0.name, $0.entries) }, uniquingKeysWith: { $1 })
            let entries = Dictionary(
                census.types.map { ($0.name, $0.counts.entries) }, uniquingKeysWith: { $1 })
            // What was not there in the first counts has been at zero; what has gone is.
            lows = Set(before.keys).union(entries.keys).sorted().map { name in
                let entry = entries[name] ?? 0
                return Low(name: name, entries: counts == 0 ? entry : min(before[name] ?? 0, entry))
            }
            counts += 1
        }

        func low(of name: String) -> Int { lows.first { $0.name == name }?.entries ?? 0 }
    }

    /// Where sweeps follow each other closely, a span has so many counts, at one of which entries are few.
    private static let leastCounts = 5

    private var first: Span?
    private var last: Span?
    private var open: Span?
    private var hasSwept = false

    /// A sweep has ended.
    mutating func sweep() { hasSwept = true }

    /// Takes a count over.
    mutating func take(_ count: Types.Count<TypeCensus>) {
        defer { hasSwept = false }
        if let open, hasSwept, open.counts >= Self.leastCounts {
            first = first ?? open
            last = open
            self.open = nil
        }
        if open == nil, hasSwept { open = Span(begin: count) }
        open?.add(count.census)
    }

    /// From now on growth counts from here.
    mutating func restart() { (first, last, open, hasSwept) = (nil, nil, nil, false) }

    /// By how many entries a class grew with every step, from the lowest place of the first span to that of the newest;
    /// nil before there are two.
    func growthPerStep(of name: String) -> Double? {
        guard let first, let last, last.begin.steps > first.begin.steps else { return nil }
        let growth = last.low(of: name) - first.low(of: name)
        return Double(growth) / Double(last.begin.steps - first.begin.steps)
    }

    /// The counts at both ends of the newest whole span; nil before there is one.
    var ends: (before: Types.Count<TypeCensus>, after: Types.Count<TypeCensus>)? {
        guard let last, let open else { return nil }
        return (last.begin, open.begin)
    }
}
