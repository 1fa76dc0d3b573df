/// What the registry still held at the end.
enum Leftovers {
    /// `the registry still holds 2500 Trivial, 2500 phantom`
    static func sentence(_ leftovers: [String: Int]) -> String {
        "the registry still holds " + list(leftovers)
    }

    /// `2500 Trivial, 2500 phantom`, most first.
    static func list(_ leftovers: [String: Int]) -> String {
        leftovers.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { "\($0.value) \($0.key)" }
            .joined(separator: ", ")
    }
}
