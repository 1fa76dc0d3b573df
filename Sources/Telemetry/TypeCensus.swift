/// The entries of the registry by Python class, as they were counted in one go.
package struct TypeCensus: Sendable, Equatable, Transmitted {
    /// One for each class, by name.
    package var types: [TypeCount] = []
    /// Since when wrappers are counted that are made and freed, in nanoseconds since the session began; nil where nobody
    /// knows. Counts can be compared only where it is the same.
    package var countsSince: Int64?
    /// Nanoseconds that the count took, with the gaps in which Python ran.
    package var duration: Int64 = 0
    /// The longest time in nanoseconds that it held the GIL without a gap.
    package var longestGILHold: Int64 = 0

    /// Creates a census of nothing.
    package init() {}
}

/// What is known of one Python class. Classes of the same name count as one.
package struct TypeCount: Sendable, Equatable, Codable {
    /// Name of the class; phantoms have that of the hosted type, since their class is gone with them.
    package var name: String
    /// Its entries.
    package var counts = RegistryCounts()
    /// Abandoned entries that the last sweep spared because Python held them.
    package var held = 0
    /// Wrappers made since somebody began to look.
    package var created = 0
    /// Wrappers freed since then.
    package var freed = 0

    /// Creates a count of nothing.
    package init(name: String) { self.name = name }
}

/// How many objects of each class Python's own collector tracks.
package struct ObjectCensus: Sendable, Equatable, Transmitted {
    /// One for each class, by name.
    package var types: [ObjectCount] = []
    /// Nanoseconds for which the count kept the GIL.
    package var gilHold: Int64 = 0

    /// Creates a census of nothing.
    package init() {}
}

/// The objects of one class.
package struct ObjectCount: Sendable, Equatable, Codable {
    /// Name of the class.
    package var name: String
    /// How many of them the collector tracks.
    package var count: Int

    /// Creates a count.
    package init(name: String, count: Int) {
        self.name = name
        self.count = count
    }
}
