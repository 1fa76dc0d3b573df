internal import History

/// Moments of a record that one can go back to without reading everything before them; few enough to be kept.
struct Marks {
    private var recollections: [Recollection] = []
    /// Nanoseconds between two of them, at least.
    private var spacing: Int64 = 30_000_000_000
    /// Each takes some megabytes after days.
    private static let mostKept = 24

    /// Keeps a moment if none is near it.
    mutating func note(_ recollection: Recollection) {
        let elapsed = recollection.elapsed
        let index = recollections.partitioningIndex { $0.elapsed > elapsed }
        if index > 0, elapsed - recollections[index - 1].elapsed < spacing { return }
        if index < recollections.count, recollections[index].elapsed - elapsed < spacing { return }
        recollections.insert(recollection, at: index)
        while recollections.count > Self.mostKept { thin() }
    }

    /// The newest that is not after a moment.
    func last(before elapsed: Int64) -> Recollection? {
        let index = recollections.partitioningIndex { $0.elapsed > elapsed }
        return index > 0 ? recollections[index - 1] : nil
    }

    private mutating func thin() {
        spacing *= 2
        var kept: [Recollection] = []
        for recollection in recollections
        where kept.last.map({ recollection.elapsed - $0.elapsed >= spacing }) ?? true {
            kept.append(recollection)
        }
        recollections = kept
    }
}
