/// What a sweep was told about groups, for as long as no Python code runs in between.
///
/// Asking takes a lock and a look into a dictionary; entries of several groups may lie mixed, and each would ask.
struct Decisions {
    private static let count = 64
    /// Number of the group, whether it was asked about, and whether it is abandoned.
    private var cells = [UInt64](repeating: 0, count: Self.count)

    /// Forgets everything: a plan may begin whenever the GIL is away or a finaliser runs.
    mutating func forget() {
        for index in cells.indices { cells[index] = 0 }
    }

    /// The answer about a group; the global one is never abandoned.
    mutating func isAbandoned(_ group: Group, _ ask: (Group) -> Bool) -> Bool {
        guard group != .global else { return false }
        let index = Int(group.number) & (Self.count - 1)
        let known = UInt64(group.number) << 2 | 2
        if cells[index] | 1 == known | 1 { return cells[index] & 1 != 0 }
        let answer = ask(group)
        cells[index] = known | (answer ? 1 : 0)
        return answer
    }
}
