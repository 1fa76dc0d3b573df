import PythonBridge

/// The sample hosts, described for Python.
enum SampleTypes {
    static func all(_ tally: Tally) -> [HostType] {
        [
            node(), crate(tally), part(tally),
            HostType(
                Gauge.self, name: "sample.Gauge", documentation: "Made by Swift only.",
                members: [
                    .method("read", "A number.", of: Gauge.self, arity: 0...0) { _, _, _ in .double(1.5) }
                ]),
        ]
    }

    private static func node() -> HostType {
        HostType(
            Node.self, name: "sample.Node", documentation: "What crates and parts share.",
            members: [
                .property(
                    "name", "What it is called.", of: Node.self, get: { _, node in .string(node.name) },
                    set: { (gil, node, value) throws(PythonError) in node.name = try value.text(holding: &gil)
                    })
            ])
    }

    private static func crate(_ tally: Tally) -> HostType {
        HostType(
            Crate.self, name: "sample.Crate", documentation: "Owns parts.", isRoot: true,
            make: { _ in Crate(group: .free, tally: tally) },
            members: [
                .property(
                    "count", "How many parts.", of: Crate.self, get: { _, crate in .int(crate.parts.count) }),
                .method("add", "Takes a part in.", of: Crate.self, arity: 1...1) {
                    (gil, crate, arguments) throws(PythonError) in
                    guard let registry = crate.registry else { return .none }
                    crate.add(
                        try arguments.host(0, as: Part.self, in: registry, holding: &gil), holding: &gil)
                    return .none
                },
                .method("part", "The part at a position.", of: Crate.self, arity: 1...1) {
                    (gil, crate, arguments) throws(PythonError) in
                    let index = try arguments.int(0, holding: &gil)
                    guard crate.parts.indices.contains(index), let registry = crate.registry else {
                        throw .index("no part \(index)")
                    }
                    return .host(crate.parts[index], registry)
                },
            ])
    }

    private static func part(_ tally: Tally) -> HostType {
        HostType(
            Part.self, name: "sample.Part", documentation: "Python derives from it.",
            make: { _ in Part(group: .free, tally: tally) },
            members: [
                .property("number", "A number that only Swift sets.", of: Part.self) { _, part in
                    .int(part.number)
                },
                .property("crate", "Whose part it is, or None.", of: Part.self) { _, part in
                    guard let crate = part.crate, let registry = part.registry else { return .none }
                    return .host(crate, registry)
                },
                .method("work", "What a subclass overrides.", of: Part.self, arity: 0...0) { _, _, _ in
                    .string("hosted")
                },
                .method("add", "One or two whole numbers, added.", of: Part.self, arity: 1...2) {
                    (gil, _, arguments) throws(PythonError) in
                    let first = try arguments.int(0, holding: &gil)
                    return .int(first + (arguments.count > 1 ? try arguments.int(1, holding: &gil) : 0))
                },
                .method("same", "What it is given.", of: Part.self, arity: 1...1) { (gil, _, arguments) in
                    arguments.value(0, holding: &gil)
                },
                .method("call", "Calls what it is given.", of: Part.self, arity: 1...1) {
                    (gil, _, arguments) throws(PythonError) in
                    guard let callee = arguments.object(0, holding: &gil) else { return .none }
                    return .object(try callee.call(holding: &gil))
                },
                .method("refuse", "Throws the error of that name.", of: Part.self, arity: 1...1) {
                    (gil, _, arguments) throws(PythonError) in
                    throw error(named: try arguments.string(0, holding: &gil))
                },
            ])
    }

    private static func error(named name: String) -> PythonError {
        switch name {
        case "type": .type("wrong kind")
        case "value": .value("wrong value")
        case "index": .index("no such place")
        case "reference": .reference("gone")
        default: .refused("not now")
        }
    }
}
