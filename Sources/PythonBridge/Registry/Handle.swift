/// Names an entry of a registry: a slot, and which of its successive occupants is meant.
///
/// Resolves to a host object or fails, and can be kept, copied and carried between threads without harm.
public struct Handle: Sendable, Hashable {
    /// Position in the table.
    let slot: UInt32
    /// Counts the occupants of the slot, from 1.
    let generation: UInt32

    /// Resolves to nothing, ever.
    public static let invalid = Handle(slot: 0, generation: 0)
}

/// Which objects stand or fall together, as far as the sweep is concerned.
///
/// The engine gives every plan a group of its own and puts the plan's steps into it; the registry keeps the group
/// of each entry in a column, so that deciding what is abandoned reads one array.
public struct Group: Sendable, Hashable {
    let number: UInt32

    /// Belongs to nothing that ends: never abandoned.
    public static let global = Group(number: 0)
    /// Belongs to nothing yet, or no longer.
    public static let free = Group(number: .max)

    /// A group of its own. `number` counts from 1; the last value is reserved.
    public init(number: UInt32) { self.number = number }
}
