internal import Telemetry

/// What is known of the Python classes: the newest count, and what became of them since earlier ones.
struct Types: Sendable {
    /// A count with the moment that it was taken at.
    struct Count<Census: Sendable>: Sendable {
        let census: Census
        /// Nanoseconds since the session began.
        let elapsed: Int64
        /// Steps run by then.
        let steps: Int
    }

    /// The newest count of entries.
    private(set) var latest: Count<TypeCensus>?
    /// The one before it.
    private(set) var previous: Count<TypeCensus>?
    /// The one from which growth counts.
    private(set) var base: Count<TypeCensus>?
    /// The newest count of all objects.
    private(set) var objects: Count<ObjectCensus>?
    /// The one from which their growth counts.
    private(set) var objectsBase: Count<ObjectCensus>?
    /// When growth began to count because somebody wanted it so.
    private(set) var marked: Int64?

    /// Takes a count of entries over.
    mutating func take(_ census: TypeCensus, at elapsed: Int64, steps: Int) {
        previous = latest
        let count = Count(census: census, elapsed: elapsed, steps: steps)
        latest = count
        if base == nil { base = count }
    }

    /// Takes a count of all objects over.
    mutating func take(_ census: ObjectCensus, at elapsed: Int64, steps: Int) {
        let count = Count(census: census, elapsed: elapsed, steps: steps)
        objects = count
        if objectsBase == nil { objectsBase = count }
    }

    /// From now on growth counts from here.
    mutating func mark(at elapsed: Int64) {
        (base, objectsBase, marked) = (latest, objects, elapsed)
    }

    /// How many wrappers of a class were made and freed in a second; nil when that is not known yet.
    func rates(of type: TypeCount) -> (created: Double, freed: Double)? {
        guard let latest, let previous, latest.elapsed > previous.elapsed else { return nil }
        let before = previous.census.types.first { $0.name == type.name }
        let (created, freed) = (type.created - (before?.created ?? 0), type.freed - (before?.freed ?? 0))
        // The engine began to count anew.
        guard created >= 0, freed >= 0 else { return nil }
        let seconds = Double(latest.elapsed - previous.elapsed) / 1e9
        return (Double(created) / seconds, Double(freed) / seconds)
    }

    /// By how many entries a class grew with every step since growth counts; nil when no step has run since.
    func growthPerStep(of type: TypeCount) -> Double? {
        guard let latest, let base, latest.steps > base.steps else { return nil }
        let before = base.census.types.first { $0.name == type.name }?.counts.entries ?? 0
        return Double(type.counts.entries - before) / Double(latest.steps - base.steps)
    }

    /// By how many objects a class grew since growth counts.
    func growth(of object: ObjectCount) -> Int {
        object.count - (objectsBase?.census.types.first { $0.name == object.name }?.count ?? 0)
    }
}
