/// Something of which only the newest are kept.
package protocol Fleeting: Sendable, Codable {
    /// How many are kept, at least 1.
    static var mostKept: Int { get }
}

/// The newest elements of a kind; the oldest make room.
package struct Recent<Element: Fleeting>: Sendable {
    /// The newest, oldest of them first; sometimes a few more than have to be kept.
    package private(set) var elements: [Element] = []

    /// Creates an empty list.
    package init() {}

    /// Adds the newest element. Drops a good part at once, so that not every append moves all.
    package mutating func append(_ element: Element) {
        elements.append(element)
        let most = Element.mostKept
        if elements.count > most + most / 4 { elements.removeFirst(elements.count - most) }
    }
}

extension Recent: Codable {
    /// Reads a list of elements.
    package init(from decoder: any Decoder) throws {
        elements = try decoder.singleValueContainer().decode([Element].self).suffix(Element.mostKept)
    }

    /// Writes a list of elements.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(elements)
    }
}
