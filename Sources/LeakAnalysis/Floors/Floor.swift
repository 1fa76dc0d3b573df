/// The lowest that memory came down to within one window.
public struct Floor: Sendable, Equatable, Codable {
    /// The lowest value of one quantity, and when that was.
    public struct Low: Sendable, Equatable, Codable {
        /// The lowest value.
        public var value: Int
        /// Step instances that had been run then.
        public var steps: Int
        /// Seconds since the session began then.
        public var seconds: Double

        /// Creates a low.
        public init(value: Int, steps: Int, seconds: Double) {
            self.value = value
            self.steps = steps
            self.seconds = seconds
        }

        func merged(with later: Low) -> Low { later.value < value ? later : self }
    }

    /// Bytes in use.
    public var heap: Low
    /// Entries of the object registry.
    public var entries: Low
    /// Turnovers by the end of the window; nil where nobody counts.
    public var turnovers: Int?

    /// Creates a floor.
    public init(heap: Low, entries: Low, turnovers: Int? = nil) {
        self.heap = heap
        self.entries = entries
        self.turnovers = turnovers
    }

    init(_ reading: Reading) {
        heap = Low(value: reading.heapBytes, steps: reading.steps, seconds: reading.seconds)
        entries = Low(value: reading.entries, steps: reading.steps, seconds: reading.seconds)
        turnovers = reading.turnovers
    }

    /// The floor of two windows that follow each other: the lower of both, quantity by quantity.
    func merged(with later: Floor) -> Floor {
        Floor(
            heap: heap.merged(with: later.heap), entries: entries.merged(with: later.entries),
            turnovers: later.turnovers)
    }
}
