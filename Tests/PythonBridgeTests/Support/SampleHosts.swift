import PythonBridge
import Synchronization

/// How many sample hosts there are; counted by themselves, apart from the census.
final class Tally: Sendable {
    private let created = Atomic<Int>(0)
    private let ended = Atomic<Int>(0)

    var alive: Int { created.load(ordering: .relaxed) - ended.load(ordering: .relaxed) }

    func begin() { created.add(1, ordering: .relaxed) }
    func end() { ended.add(1, ordering: .relaxed) }
}

/// What crates and parts have in common.
class Node: HostObject {
    var name = ""
    let tally: Tally

    init(group: Group, tally: Tally) {
        self.tally = tally
        super.init(group: group)
        tally.begin()
    }

    deinit { tally.end() }
}

/// Owns parts, as a plan owns its steps.
final class Crate: Node {
    private(set) var parts: [Part] = []

    func add(_ part: Part, holding gil: inout GIL) {
        parts.append(part)
        part.crate = self
        part.setGroup(group, holding: &gil)
    }

    func remove(_ part: Part, holding gil: inout GIL) {
        guard let index = parts.firstIndex(where: { $0 === part }) else { return }
        parts.remove(at: index)
        part.crate = nil
        part.setGroup(.free, holding: &gil)
    }
}

/// What Python derives from.
class Part: Node {
    weak var crate: Crate?
    var number = 7
}

/// A Swift subclass that no description mentions.
final class SpecialPart: Part {}

/// Belongs to nothing that ends; made by Swift only.
final class Gauge: HostObject {
    init() { super.init(group: .global) }
}

/// Not described to Python at all.
final class Stranger: HostObject {}
