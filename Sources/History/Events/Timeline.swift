/// Something that took place in a span of time, and can stand for several that followed each other.
package protocol Spanning: Sendable, Equatable {
    /// How many are kept, at least 4.
    static var mostKept: Int { get }

    /// When it began, in nanoseconds since the session began.
    var begin: Int64 { get }
    /// Everything about it, to be written down.
    var numbers: [Double] { get }

    /// Reads what `numbers` has written; nil if it cannot be that, and then nothing is taken.
    init?(takingFrom numbers: inout ArraySlice<Double>)

    /// Takes over the one that came next.
    mutating func merge(_ later: Self)
}

/// What happened, in order of time and in bounded memory.
///
/// When it is full, the older half is merged in pairs: nothing is forgotten, and the newer half keeps every detail.
package struct Timeline<Element: Spanning>: Sendable {
    /// Everything, oldest first.
    package private(set) var elements: [Element] = []

    /// Creates a time in which nothing happened.
    package init() {}

    /// Adds one that began no earlier than the others; what comes late goes where it belongs.
    package mutating func append(_ element: Element) {
        if elements.count >= Element.mostKept { merge() }
        if let last = elements.last, last.begin > element.begin {
            elements.insert(element, at: index(from: element.begin + 1))
        } else {
            elements.append(element)
        }
    }

    /// Changes the newest of those that fit, among the newest few.
    package mutating func updateLast(where fits: (Element) -> Bool, _ change: (inout Element) -> Void) {
        let recent = elements.indices.suffix(16)
        if let index = recent.last(where: { fits(elements[$0]) }) { change(&elements[index]) }
    }

    /// Those that began in a span of time, oldest first.
    package subscript(span: Range<Int64>) -> ArraySlice<Element> {
        let first = index(from: span.lowerBound)
        return elements[first..<max(first, index(from: span.upperBound))]
    }

    /// The newest that began before a moment.
    package func last(before elapsed: Int64) -> Element? {
        let index = index(from: elapsed)
        return index > 0 ? elements[index - 1] : nil
    }

    /// The oldest that began at a moment or after it.
    package func first(from elapsed: Int64) -> Element? {
        let index = index(from: elapsed)
        return index < elements.count ? elements[index] : nil
    }

    /// How many began before a moment.
    private func index(from elapsed: Int64) -> Int { elements.partitioningIndex { $0.begin >= elapsed } }

    private mutating func merge() {
        let capacity = elements.count
        var merged: [Element] = []
        merged.reserveCapacity(capacity)
        for pair in stride(from: 0, to: capacity / 4 * 2, by: 2) {
            var element = elements[pair]
            element.merge(elements[pair + 1])
            merged.append(element)
        }
        elements = merged + elements[(capacity / 4 * 2)...]
    }
}

extension Array {
    /// The first index of which something is true, where it is true of all that follow.
    package func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
        self[...].partitioningIndex(where: isAfter)
    }
}

extension ArraySlice {
    /// The first index of which something is true, where it is true of all that follow.
    package func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

// MARK: - Travelling

extension Timeline: Codable {
    /// Reads one list of numbers: there are many elements, and names would be most of it.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        var rest = try container.decode([Double].self)[...]
        while let element = Element(takingFrom: &rest) { append(element) }
        guard rest.isEmpty else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no timeline")
        }
    }

    /// Writes the numbers of all elements, one after the other.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(elements.flatMap(\.numbers))
    }
}

extension ArraySlice<Double> {
    /// Takes the first few numbers away; nil if there are fewer or one is none.
    mutating func take(_ count: Int) -> [Double]? {
        guard self.count >= count, prefix(count).allSatisfy(\.isFinite) else { return nil }
        defer { self = dropFirst(count) }
        return Array(prefix(count))
    }
}
