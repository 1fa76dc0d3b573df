/// What the registry still held at the end.
enum Leftovers {
    /// How the registry names entries whose Python object is gone.
    private static let phantom = "phantom"

    /// `2,500 Trivial; 2,500 phantoms`: classes, most first, and what has no class any more.
    static func list(_ leftovers: [String: Int]) -> String {
        let classes = leftovers.filter { $0.key != phantom }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }
            .map { "\(Count.grouped($0.value)) \($0.key)" }.joined(separator: ", ")
        let phantoms = leftovers[phantom].map { Count.of($0, phantom) }
        return [classes.isEmpty ? nil : classes, phantoms].compactMap { $0 }.joined(separator: "; ")
    }
}
