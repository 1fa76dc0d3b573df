package import Telemetry

/// What is known of the Python classes: the newest count, and what became of them since earlier ones.
package struct Types: Sendable, Transmitted {
    /// A count with the moment that it was taken at.
    package struct Count<Census: Sendable & Codable>: Sendable, Codable {
        /// What was counted.
        package let census: Census
        /// Nanoseconds since the session began.
        package let elapsed: Int64
        /// Steps run by then.
        package let steps: Int
        /// Bytes of the heap by then.
        var heapBytes = 0
    }

    /// The newest count of entries.
    package private(set) var latest: Count<TypeCensus>?
    /// The one before it.
    private var previous: Count<TypeCensus>?
    /// The one from which growth counts.
    private var base: Count<TypeCensus>?
    /// The newest count of all objects.
    package private(set) var objects: Count<ObjectCensus>?
    /// The one from which their growth counts.
    private var objectsBase: Count<ObjectCensus>?
    /// When growth began to count because somebody wanted it so.
    package private(set) var marked: Int64?
    private var known = KnownTypes()
    private var lows = TypeLows()

    /// Creates what is known before anything was counted.
    package init() {}

    /// A sweep has ended.
    mutating func sweep() { lows.sweep() }

    /// Takes a count of entries over.
    mutating func take(_ census: TypeCensus, at elapsed: Int64, steps: Int) {
        previous = latest
        let count = Count(census: known.complete(census, at: elapsed), elapsed: elapsed, steps: steps)
        latest = count
        lows.take(count)
        if base == nil { base = count }
    }

    /// Takes a count of all objects over.
    mutating func take(_ census: ObjectCensus, at elapsed: Int64, steps: Int, heapBytes: Int) {
        let count = Count(census: census, elapsed: elapsed, steps: steps, heapBytes: heapBytes)
        objects = count
        if objectsBase == nil { objectsBase = count }
    }

    /// From now on growth counts from here.
    mutating func mark(at elapsed: Int64) {
        (base, objectsBase, marked) = (latest, objects, elapsed)
        lows.restart()
    }

    /// From now on growth counts from where it counts for somebody who has marked a moment.
    mutating func keepMark(of other: Types) {
        guard let marked = other.marked else { return }
        (base, objectsBase, self.marked) = (other.base, other.objectsBase, marked)
        lows.restart()
    }

    /// Whether all objects were counted again since their growth counts.
    package var haveObjectsGrown: Bool { objects?.elapsed != objectsBase?.elapsed }

    /// By how many bytes the heap grew since the growth of all objects counts.
    package var heapGrowth: Int { (objects?.heapBytes ?? 0) - (objectsBase?.heapBytes ?? 0) }

    /// How many wrappers of a class were made and freed in a second; nil when that is not known yet.
    /// - Parameter sweeps: whether wrappers are freed by sweeps, so that only what lies between two of them says something.
    package func rates(of type: TypeCount, sweeps: Bool) -> (created: Double, freed: Double)? {
        let neighbours = latest.flatMap { latest in previous.map { (before: $0, after: latest) } }
        guard let ends = sweeps ? lows.ends : neighbours, ends.after.elapsed > ends.before.elapsed else {
            return nil
        }
        // The engine counts no longer when nobody asks, and anew when somebody does.
        guard ends.before.census.countsSince == ends.after.census.countsSince else { return nil }
        let before = ends.before.census.types.first { $0.name == type.name }
        guard let after = ends.after.census.types.first(where: { $0.name == type.name }) else { return nil }
        let (created, freed) = (after.created - (before?.created ?? 0), after.freed - (before?.freed ?? 0))
        guard created >= 0, freed >= 0 else { return nil }
        let seconds = Double(ends.after.elapsed - ends.before.elapsed) / 1e9
        return (Double(created) / seconds, Double(freed) / seconds)
    }

    /// By how many entries a class grew with every step since growth counts; nil when no step has run since.
    /// - Parameter sweeps: whether entries leave with sweeps, so that only what stays between them is growth.
    package func growthPerStep(of type: TypeCount, sweeps: Bool) -> Double? {
        guard !sweeps else { return lows.growthPerStep(of: type.name) }
        guard let latest, let base, latest.steps > base.steps else { return nil }
        let before = base.census.types.first { $0.name == type.name }?.counts.entries ?? 0
        return Double(type.counts.entries - before) / Double(latest.steps - base.steps)
    }

    /// By how many objects a class grew since growth counts.
    package func growth(of object: ObjectCount) -> Int {
        object.count - (objectsBase?.census.types.first { $0.name == object.name }?.count ?? 0)
    }
}
