/// A value of which the whole past is remembered.
package enum Series: String, Sendable, CaseIterable, Codable {
    /// Entries of the object registry.
    case registry
    /// Entries whose wrapper is gone.
    case phantoms
    /// Threads of the process.
    case threads
    /// Bytes of Python's heap and of the hosts above the baseline.
    case heap

    /// Its place among all series.
    package var index: Int { Self.places[self] ?? 0 }

    private static let places = Dictionary(
        uniqueKeysWithValues: Self.allCases.enumerated().map { ($0.element, $0.offset) })

    /// What a snapshot says; nil if it does not.
    package func value(in snapshot: Snapshot) -> Double? {
        switch self {
        case .registry: Double(snapshot.registry.entries)
        case .phantoms: Double(snapshot.registry.phantoms)
        case .threads: snapshot.threads.map(Double.init)
        case .heap: snapshot.heapBaselineBytes == nil ? nil : Double(snapshot.heapGrowthBytes)
        }
    }
}
