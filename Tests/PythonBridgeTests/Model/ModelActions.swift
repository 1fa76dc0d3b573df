import PythonSupport
import Threading

@testable import PythonBridge

/// How each operation is done, in the registry and in the model.
extension ModelWorld {
    func apply(_ operation: ModelOperation) throws {
        switch operation {
        case .makeInPython(let id, let isCrate, let isDerived):
            try make(id, isCrate: isCrate, isDerived: isDerived)
        case .makeInSwift(let id, let group):
            let crate = bench.newCrate(group)
            crate.name = "\(id)"
            hosts[id] = WeakNode(node: crate)
            owned[id] = Box(crate)
            model.make(id, isCrate: true, isDerived: false, group: group, inPython: false)
        case .expose(let id): try expose(id)
        case .glance(let id):
            let wasHeld = model.objects[id]?.isHeldByPython == true
            try expose(id)
            if !wasHeld { try drop(id) }
        case .drop(let id): try drop(id)
        case .access(let id): try access(id)
        case .run(let id): try run(id)
        case .own(let id):
            owned[id] = Box(try host(id))
            model.setOwned(id, true)
        case .disown(let id, let place): try disown(id, place)
        case .regroup(let id, let group):
            let node = try host(id)
            bench.interpreter.withGIL { node.setGroup(group, holding: &$0) }
            model.setGroup(id, group)
        case .add(let id, let crate): try move(id, to: crate)
        case .remove(let id): try move(id, to: nil)
        case .begin(let group): model.live.insert(group)
        case .end(let group): model.live.remove(group)
        case .sweep: try sweep()
        case .evict(let chosen): try evict(chosen)
        case .collect: bench.script.collect()
        case .change(let policy):
            bench.registry.policy = policy
            model.policy = policy
        }
    }

    private func host(_ id: Int) throws -> Node {
        guard let node = hosts[id]?.node else { throw Difference(description: "host \(id) is gone") }
        return node
    }

    private func make(_ id: Int, isCrate: Bool, isDerived: Bool) throws {
        let type = isCrate ? (isDerived ? "Chest" : "Crate") : (isDerived ? "Laborer" : "Part")
        try bench.script.run("held[\(id)] = \(type)(); held[\(id)].name = '\(id)'")
        if isDerived { try bench.script.run("held[\(id)].tag = \(id)") }
        hosts[id] = WeakNode(node: try bench.host("held[\(id)]", as: Node.self))
        addresses[id] = try bench.script.text("id(held[\(id)])")
        model.make(id, isCrate: isCrate, isDerived: isDerived, group: .free, inPython: true)
    }

    private func expose(_ id: Int) throws {
        if model.objects[id]?.entry == nil { addresses[id] = nil }
        try bench.expose(host(id), as: "shown")
        try bench.script.run("held[\(id)] = shown; del shown")
        model.expose(id)
        if addresses[id] == nil { addresses[id] = try bench.script.text("id(held[\(id)])") }
    }

    private func drop(_ id: Int) throws {
        try bench.script.run("del held[\(id)]")
        model.drop(id)
    }

    private func access(_ id: Int) throws {
        if model.access(id) {
            let name = try bench.script.text("held[\(id)].name")
            try expect(name == "\(id)", "\(id) says that it is \(name)")
        } else {
            let error = bench.script.error("held[\(id)].name") ?? "nothing"
            try expect(error.hasPrefix("ReferenceError: the host object"), "access to \(id) raised \(error)")
        }
    }

    private func run(_ id: Int) throws {
        let answer = try bench.call("work", on: host(id))
        guard let object = model.objects[id], object.isDerived else {
            try expect(answer == nil, "\(id) has no Python class and answered \(answer ?? "")")
            return
        }
        if object.entry == nil { addresses[id] = nil }
        model.expose(id)
        if !object.isHeldByPython { model.drop(id) }
        let tag = (model.objects[id]?.entry?.tag ?? 0) + 1
        model.setTag(id, tag)
        try expect(answer == "\(tag)", "\(id) answered \(answer ?? "nothing"), expected \(tag)")
    }

    private func disown(_ id: Int, _ place: ModelOperation.Place) throws {
        guard let box = owned.removeValue(forKey: id) else { return }
        if place == .otherThread {
            let thread = DedicatedThread(name: "owner") { box.empty() }
            try expect(
                thread.join(nanoseconds: 20_000_000_000), "a thread that lets go of \(id) does not end")
        } else {
            box.empty()
        }
        model.setOwned(id, false)
        if place == .undrained, model.objects[id]?.isHeldByPython == true { try access(id) }
    }

    private func move(_ id: Int, to crate: Int?) throws {
        let part = try host(id) as? Part
        let target = try crate.map(host) as? Crate
        bench.interpreter.withGIL { gil in
            guard let part else { return }
            if let target { target.add(part, holding: &gil) } else { part.crate?.remove(part, holding: &gil) }
        }
        model.move(id, to: crate)
    }

    private func sweep() throws {
        let expected = model.sweep()
        var found: RegistryModel.Report?
        do throws(EvictionError) {
            found = RegistryModel.Report(try bench.sweep(live: model.live))
        } catch {
            try expect(error == .never, "sweep refused: \(error)")
        }
        try expect(
            found == expected, "swept \(String(describing: found)), expected \(String(describing: expected))")
    }

    private func evict(_ chosen: Set<Int>) throws {
        let known = chosen.filter { model.objects[$0]?.entry != nil && addresses[$0] != nil }
        let named = known.compactMap { addresses[$0] }.joined(separator: ", ")
        let answer = try bench.script.text("evict(lambda o: id(o) in [\(named)])")
        let expected = model.sweep(only: known).map { "\($0.phantoms + $0.weakened)" } ?? "never"
        try expect(answer == expected, "evict answered \(answer), expected \(expected)")
    }
}

extension RegistryModel.Report {
    fileprivate init(_ report: SweepReport) {
        self.init(
            examined: report.examined, phantoms: report.phantoms, weakened: report.weakened,
            held: report.held,
            freed: report.freed)
    }
}
