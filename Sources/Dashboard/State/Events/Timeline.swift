/// Something that took place in a span of time, and can stand for several that followed each other.
protocol Spanning: Sendable, Equatable {
    /// When it began, in nanoseconds since the session began.
    var begin: Int64 { get }

    /// Takes over the one that came next.
    mutating func merge(_ later: Self)
}

/// What happened, in order of time and in bounded memory.
///
/// When it is full, the older half is merged in pairs: nothing is forgotten, and the newer half keeps every detail.
struct Timeline<Element: Spanning>: Sendable {
    private let capacity: Int
    /// Everything, oldest first.
    private(set) var elements: [Element] = []

    /// - Parameter capacity: how many are kept, at least 4.
    init(capacity: Int) {
        precondition(capacity >= 4, "a timeline has halves")
        self.capacity = capacity
    }

    /// Adds one that began no earlier than the others; what comes late goes where it belongs.
    mutating func append(_ element: Element) {
        if elements.count == capacity { merge() }
        if let last = elements.last, last.begin > element.begin {
            elements.insert(element, at: index(from: element.begin + 1))
        } else {
            elements.append(element)
        }
    }

    /// Changes the newest of those that fit, among the newest few.
    mutating func updateLast(where fits: (Element) -> Bool, _ change: (inout Element) -> Void) {
        let recent = elements.indices.suffix(16)
        if let index = recent.last(where: { fits(elements[$0]) }) { change(&elements[index]) }
    }

    /// Those that began in a span of time, oldest first.
    subscript(span: Range<Int64>) -> ArraySlice<Element> {
        let first = index(from: span.lowerBound)
        return elements[first..<max(first, index(from: span.upperBound))]
    }

    /// The newest that began before a moment.
    func last(before elapsed: Int64) -> Element? {
        let index = index(from: elapsed)
        return index > 0 ? elements[index - 1] : nil
    }

    /// The oldest that began at a moment or after it.
    func first(from elapsed: Int64) -> Element? {
        let index = index(from: elapsed)
        return index < elements.count ? elements[index] : nil
    }

    /// How many began before a moment.
    private func index(from elapsed: Int64) -> Int { elements.partitioningIndex { $0.begin >= elapsed } }

    private mutating func merge() {
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
    func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
        self[...].partitioningIndex(where: isAfter)
    }
}

extension ArraySlice {
    /// The first index of which something is true, where it is true of all that follow.
    func partitioningIndex(where isAfter: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if isAfter(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
