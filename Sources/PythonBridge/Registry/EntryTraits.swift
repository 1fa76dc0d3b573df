extension HandleTable {
    /// How much the handle of an entry keeps alive.
    enum Strength: UInt8 {
        case empty = 0
        case weak = 1
        case strong = 2
    }

    /// What is true of an entry for as long as it lasts.
    struct Traits: OptionSet {
        let rawValue: UInt8
        /// The wrapper belongs to a Python subclass and has state of its own.
        static let derived = Traits(rawValue: 1 << 0)
        /// The entry itself owns the bookkeeping reference.
        static let registryOwned = Traits(rawValue: 1 << 1)
        /// Weakened before the rest of its group, so that one release takes the rest along.
        static let root = Traits(rawValue: 1 << 2)
        static let used = Traits(rawValue: 1 << 3)
    }
}
