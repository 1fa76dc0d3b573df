internal import Telemetry

/// The Python classes that have entries or had some lately, so that a row does not go while it is read.
struct KnownTypes: Sendable {
    private struct Memory: Sendable {
        var type: TypeCount
        /// When it last had entries, in nanoseconds since the session began.
        var elapsed: Int64
    }

    /// Nanoseconds for which a class without entries is remembered.
    private static let lasting: Int64 = 300_000_000_000
    /// So many classes without entries are remembered: a script can make classes without end.
    private static let most = 200

    private var memories: [String: Memory] = [:]

    /// Takes a count over.
    /// - Returns: the same with a row of zeros for every class that had entries lately.
    mutating func complete(_ census: TypeCensus, at elapsed: Int64) -> TypeCensus {
        let present = Set(census.types.map(\.name))
        for type in census.types {
            let isThere = type.counts.entries > 0 || type.held > 0
            let since = isThere ? elapsed : memories[type.name]?.elapsed ?? elapsed
            memories[type.name] = Memory(type: type, elapsed: since)
        }
        let gone = memories.filter { !present.contains($0.key) }.sorted {
            $0.value.elapsed > $1.value.elapsed
        }
        let kept = gone.prefix(Self.most).filter { elapsed - $0.value.elapsed < Self.lasting }
        memories = memories.filter { present.contains($0.key) }
        var complete = census
        for (name, memory) in kept {
            memories[name] = memory
            var type = memory.type
            (type.counts, type.held) = (RegistryCounts(), 0)
            complete.types.append(type)
        }
        return complete
    }
}
