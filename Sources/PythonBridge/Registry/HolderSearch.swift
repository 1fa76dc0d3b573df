internal import CPython

/// Objects of one Python class that are abandoned and still held, and why.
public struct Holders: Sendable, Equatable {
    /// Name of the Python class.
    public let type: String
    /// How many of its instances are held.
    public let count: Int
    /// From a module to one of them: `module bench_steps . CACHE [list] → MyStep`.
    public let chain: String
}

extension ObjectRegistry {
    /// Finds out what is abandoned and held, and for one object of each class, who holds it.
    ///
    /// Walks all that the loaded modules reach, in one hold of the GIL: some 100 ms for a million objects. For when
    /// somebody asks, never on a clock. Runs no step code.
    /// - Parameter isAbandoned: whether a group is over; must not call Python.
    public func holders(holding gil: inout GIL, isAbandoned: (Group) -> Bool) -> [Holders] {
        queue.drain(holding: &gil)
        let held = heldWrappers(holding: &gil, isAbandoned: isAbandoned)
        var search = unsafe HolderSearch(targets: held.values.map { unsafe $0.example })
        search.run(holding: &gil)
        return held.map { type, found in
            unsafe Holders(
                type: type, count: found.count,
                chain: search.chain(to: found.example, named: type, holding: &gil))
        }.sorted { ($1.count, $0.type) < ($0.count, $1.type) }
    }

    @safe private struct Held {
        var count: Int
        let example: UnsafeMutablePointer<PyObject>
    }

    /// The held entries by class; wrappers are borrowed and stay alive because they are held.
    private func heldWrappers(holding gil: inout GIL, isAbandoned: (Group) -> Bool) -> [String: Held] {
        // Nobody asks so often that its memory would matter: all of them are counted.
        var suspects = Suspects(mostMembers: .max, mostGroups: .max)
        state.open(&gil) { state in
            let slots = 0..<UInt32(state.table.slotCount)
            for slot in slots where state.table.strength(of: slot) == .strong && state.table.isReferred(slot)
            {
                let group = state.table.group(of: slot)
                if group != .global, isAbandoned(group) { _ = suspects.add(group) }
            }
            for slot in slots where state.table.isUsed(slot) { suspects.add(slot, of: state.table) }
        }
        var held: [String: Held] = [:]
        while let members = suspects.next()?.members {
            let trial = state.open(&gil) {
                TrialDeletion(of: members, in: $0.table, limit: TrialDeletion.thoroughLimit)
            }
            trial.decide()
            state.open(&gil) { state in
                for handle in members where state.table.strength(of: handle.slot) == .strong {
                    guard let wrapper = unsafe state.table.wrapper(of: handle.slot),
                        unsafe trial.isHeld(wrapper)
                    else {
                        continue
                    }
                    let example = unsafe UnsafeMutableRawPointer(wrapper).assumingMemoryBound(
                        to: PyObject.self)
                    held[unsafe wrapper.typeName, default: unsafe Held(count: 0, example: example)].count += 1
                }
            }
        }
        return held
    }
}

/// A breadth-first search from the loaded modules to objects, so that the chains that it finds are the shortest.
///
/// Objects are borrowed throughout: no Python code runs between the first look and the last word of a chain.
@safe private struct HolderSearch {
    private static let mostObjects = 2_000_000

    @safe private final class Frontier {
        var objects: [UnsafeMutablePointer<PyObject>] = unsafe []
        var parents: [Int] = []
        var indices: [UnsafeMutablePointer<PyObject>: Int] = unsafe [:]
        var current = -1

        init() {}

        func add(_ object: UnsafeMutablePointer<PyObject>) {
            guard unsafe indices[object] == nil, unsafe objects.count < HolderSearch.mostObjects else {
                return
            }
            unsafe indices[object] = objects.count
            unsafe objects.append(object)
            parents.append(current)
        }
    }

    private let frontier = Frontier()
    private let targets: [UnsafeMutablePointer<PyObject>]

    init(targets: [UnsafeMutablePointer<PyObject>]) {
        unsafe self.targets = targets
    }

    mutating func run(holding gil: inout GIL) {
        guard unsafe !targets.isEmpty, let modules = unsafe PyImport_GetModuleDict() else { return }
        var position = 0
        var module: UnsafeMutablePointer<PyObject>?
        while unsafe PyDict_Next(modules, &position, nil, &module) != 0 {
            if let module = unsafe module, unsafe cpython_is_module(module) != 0 {
                unsafe frontier.add(module)
            }
        }
        let visit: visitproc = { child, context in
            guard let child = unsafe child, let context = unsafe context, unsafe cpython_is_gc(child) != 0
            else { return 0 }
            unsafe Unmanaged<Frontier>.fromOpaque(context).takeUnretainedValue().add(child)
            return 0
        }
        var missing = unsafe Set(targets)
        let context = unsafe Unmanaged.passUnretained(frontier).toOpaque()
        var next = 0
        while unsafe next < frontier.objects.count {
            let object = unsafe frontier.objects[next]
            unsafe missing.remove(object)
            if unsafe missing.isEmpty { return }
            frontier.current = next
            if unsafe cpython_is_gc(object) != 0 { _ = unsafe cpython_traverse(object, visit, context) }
            next += 1
        }
    }

    /// The chain that was found to a target, in words.
    func chain(
        to target: UnsafeMutablePointer<PyObject>, named name: String, holding gil: inout GIL
    ) -> String {
        guard var index = unsafe frontier.indices[target] else {
            return "native code or a running frame → \(name)"
        }
        var path: [UnsafeMutablePointer<PyObject>] = unsafe []
        while index >= 0 {
            unsafe path.append(frontier.objects[index])
            index = frontier.parents[index]
        }
        unsafe path.reverse()
        // Naming an attribute can make a dictionary, and making one can run the collector and its finalisers.
        for index in unsafe path.indices { unsafe Py_IncRef(path[index]) }
        defer { for index in unsafe path.indices { unsafe Py_DecRef(path[index]) } }
        var text = unsafe "module \(moduleName(path[0], holding: &gil))"
        for position in 1..<max(unsafe path.count, 1) {
            let (parent, child) = unsafe (path[position - 1], path[position])
            // The dictionary in which something keeps its own names is no holder: what counts is the name in it.
            if unsafe isNamespace(child, of: parent) { continue }
            if let edge = unsafe edge(from: parent, to: child, holding: &gil) { text += " . \(edge)" }
            if unsafe child != target {
                text += unsafe " [\(String(cString: cpython_type_name(cpython_type_of(child))))]"
            }
        }
        return Self.printable(text) + " → \(name)"
    }

    /// The name by which a parent knows a child: attribute, key or position; nil if it has none.
    private func edge(
        from parent: UnsafeMutablePointer<PyObject>, to child: UnsafeMutablePointer<PyObject>,
        holding gil: inout GIL
    ) -> String? {
        if unsafe cpython_is_list(parent) != 0 || cpython_is_tuple(parent) != 0 { return nil }
        if unsafe cpython_is_dict(parent) != 0 { return unsafe key(of: child, in: parent, holding: &gil) }
        guard let attributes = unsafe namespace(of: parent) else { return nil }
        defer { unsafe Py_DecRef(attributes) }
        return unsafe key(of: child, in: attributes, holding: &gil)
    }

    private func isNamespace(
        _ child: UnsafeMutablePointer<PyObject>, of parent: UnsafeMutablePointer<PyObject>
    ) -> Bool {
        guard unsafe cpython_is_dict(child) != 0, let own = unsafe namespace(of: parent) else { return false }
        defer { unsafe Py_DecRef(own) }
        return unsafe own == child
    }

    /// The dictionary in which a module, a class or an instance keeps its names: a new reference, or nil.
    private func namespace(of object: UnsafeMutablePointer<PyObject>) -> UnsafeMutablePointer<PyObject>? {
        if let shared = unsafe cpython_namespace(object) {
            unsafe Py_IncRef(shared)
            return unsafe shared
        }
        let own = unsafe PyObject_GenericGetDict(object, nil)
        if unsafe own == nil { PyErr_Clear() }
        return unsafe own
    }

    private func key(
        of value: UnsafeMutablePointer<PyObject>, in dictionary: UnsafeMutablePointer<PyObject>,
        holding gil: inout GIL
    ) -> String? {
        var position = 0
        var key: UnsafeMutablePointer<PyObject>?
        var candidate: UnsafeMutablePointer<PyObject>?
        while unsafe PyDict_Next(dictionary, &position, &key, &candidate) != 0 {
            guard unsafe candidate == value, let key = unsafe key else { continue }
            // Only plain keys are shown: the repr of anything else would run Python code.
            if unsafe cpython_is_unicode(key) != 0 { return unsafe gil.string(key) }
            return unsafe "<\(String(cString: cpython_type_name(cpython_type_of(key))))>"
        }
        return nil
    }

    private func moduleName(_ module: UnsafeMutablePointer<PyObject>, holding gil: inout GIL) -> String {
        guard let name = unsafe PyModule_GetNameObject(module) else {
            PyErr_Clear()
            return "?"
        }
        defer { unsafe Py_DecRef(name) }
        return unsafe gil.string(name)
    }

    /// Names are the script's: one line, and not without end.
    private static func printable(_ text: String) -> String {
        let line = String(
            text.unicodeScalars.map { $0.properties.generalCategory == .control ? "·" : Character($0) })
        return line.count <= 400 ? line : line.prefix(200) + " … " + line.suffix(190)
    }
}
