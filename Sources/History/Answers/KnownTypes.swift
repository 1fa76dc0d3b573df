internal import Telemetry

/// The Python classes that have entries or had some lately, so that a row does not go while it is read.
struct KnownTypes: Sendable, Codable {
    private struct Memory: Sendable, Codable {
        var type: TypeCount
        /// When it last had entries, in nanoseconds since the session began.
        var elapsed: Int64
    }

    /// Nanoseconds for which a class without entries is remembered.
    private static let lasting: Int64 = 300_000_000_000
    /// So many classes without entries are remembered: a script can make classes without end.
    private static let most = 200

    private var memories: [Memory] = []

    /// Takes a count over.
    /// - Returns: the same with a row of zeros for every class that had entries lately.
    mutating func complete(_ census: TypeCensus, at elapsed: Int64) -> TypeCensus {
        let before = Dictionary(memories.map { ($0.type.name, $0) }, uniquingKeysWith: { $1 })
        let present = Set(census.types.map(\.name))
        memories = census.types.map { type in
            let isThere = type.counts.entries > 0 || type.held > 0
            return Memory(type: type, elapsed: isThere ? elapsed : before[type.name]?.elapsed ?? elapsed)
        }
        let gone = before.values.filter {
            !present.contains($0.type.name) && elapsed - $0.elapsed < Self.lasting
        }
        var complete = census
        for memory in gone.sorted(by: { ($1.elapsed, $0.type.name) < ($0.elapsed, $1.type.name) })
            .prefix(Self.most)
        {
            memories.append(memory)
            var type = memory.type
            (type.counts, type.held) = (RegistryCounts(), 0)
            complete.types.append(type)
        }
        return complete
    }
}
