/// The newest elements of a kind; the oldest make room.
struct Recent<Element: Sendable>: Sendable {
    /// How many are kept.
    let capacity: Int
    private(set) var elements: [Element] = []

    init(capacity: Int) { self.capacity = capacity }

    /// Adds the newest element. Drops a good part at once, so that not every append moves all.
    mutating func append(_ element: Element) {
        elements.append(element)
        if elements.count > capacity + capacity / 4 { elements.removeFirst(elements.count - capacity) }
    }
}
