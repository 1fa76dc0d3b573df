internal import CPython

/// Finds out which objects of a group are still reached from outside of it.
///
/// As CPython's own collector does it (Objects: "Garbage collector design", identifying reference cycles): take the
/// references that the group's members and what they reach have on each other away from their counts; what is left
/// over comes from outside. References from types, modules, module dictionaries, running frames, C and Swift stay
/// unexplained, and unexplained means held. Runs no Python code; the GIL must stay held until the answer is used.
@safe final class TrialDeletion {
    /// More objects than this are not looked at by a sweep on a clock: the answer is then that nobody knows.
    static let usualLimit = 10_000
    /// The same where somebody waits for the answer.
    static let thoroughLimit = 1_000_000

    private let limit: Int
    private var objects: [UnsafeMutablePointer<PyObject>] = unsafe []
    private var indices: [UnsafeMutablePointer<PyObject>: Int] = unsafe [:]
    /// References that nothing inside explains, by object.
    private var unexplained: [Int] = []
    private var isHeld: [Bool] = []
    /// Globals of the functions that were met: dictionaries of modules, which are not entered.
    private var moduleDictionaries: Set<UnsafeMutablePointer<PyObject>> = unsafe []
    private var pending: [Int] = []
    private var isMarking = false
    /// Whether there were more objects than the limit.
    private(set) var isUndecided = false

    init(limit: Int) {
        self.limit = limit
    }

    /// Makes a wrapper part of the group.
    /// - Parameter bookkeeping: references on it that the bridge itself owns.
    func add(_ wrapper: UnsafeMutablePointer<CPythonWrapper>, bookkeeping: Int) {
        let object = unsafe UnsafeMutableRawPointer(wrapper).assumingMemoryBound(to: PyObject.self)
        unexplained[unsafe include(object)] -= bookkeeping
    }

    /// Follows all references from the members and decides.
    func decide() {
        guard !isUndecided else { return }
        var next = 0
        while unsafe next < objects.count, !isUndecided {
            unsafe traverse(objects[next])
            next += 1
        }
        guard !isUndecided else { return }
        isMarking = true
        for index in unsafe objects.indices where unexplained[index] > 0 { mark(index) }
        while let index = pending.popLast() { unsafe traverse(objects[index]) }
    }

    /// Whether a member is reached from outside; true for all when undecided.
    func isHeld(_ wrapper: UnsafeMutablePointer<CPythonWrapper>) -> Bool {
        let object = unsafe UnsafeMutableRawPointer(wrapper).assumingMemoryBound(to: PyObject.self)
        guard !isUndecided, let index = unsafe indices[object] else { return true }
        return isHeld[index]
    }

    private func traverse(_ object: UnsafeMutablePointer<PyObject>) {
        if let globals = unsafe cpython_function_globals(object) { unsafe moduleDictionaries.insert(globals) }
        let visit: visitproc = { child, context in
            guard let child = unsafe child, let context = unsafe context else { return 0 }
            return unsafe Unmanaged<TrialDeletion>.fromOpaque(context).takeUnretainedValue().visit(child)
        }
        _ = unsafe cpython_traverse(object, visit, Unmanaged.passUnretained(self).toOpaque())
    }

    /// One reference from inside to a child. A result other than 0 ends the traversal.
    private func visit(_ child: UnsafeMutablePointer<PyObject>) -> Int32 {
        if isMarking {
            if let index = unsafe indices[child] { mark(index) }
            return 0
        }
        guard unsafe isEntered(child) else { return 0 }
        guard unsafe indices[child] != nil || objects.count < limit else {
            isUndecided = true
            return 1
        }
        unexplained[unsafe include(child)] -= 1
        return 0
    }

    /// Objects without references of their own are leaves; types and modules belong to everybody.
    private func isEntered(_ object: UnsafeMutablePointer<PyObject>) -> Bool {
        unsafe cpython_is_gc(object) != 0 && cpython_is_type(object) == 0 && cpython_is_module(object) == 0
            && !moduleDictionaries.contains(object)
    }

    private func include(_ object: UnsafeMutablePointer<PyObject>) -> Int {
        if let index = unsafe indices[object] { return index }
        unsafe indices[object] = objects.count
        unsafe objects.append(object)
        unsafe unexplained.append(object.pointee.ob_refcnt)
        isHeld.append(false)
        return unsafe objects.count - 1
    }

    private func mark(_ index: Int) {
        guard !isHeld[index] else { return }
        isHeld[index] = true
        pending.append(index)
    }
}

extension TrialDeletion {
    /// A trial of these entries, as far as they still exist.
    /// - Parameter limit: objects to look at; 0 for not trying at all.
    convenience init(of members: [Handle], in table: borrowing HandleTable, limit: Int) {
        self.init(limit: limit)
        isUndecided = members.count > limit
        for handle in members where !isUndecided && table.contains(handle) {
            guard let wrapper = unsafe table.wrapper(of: handle.slot) else { continue }
            unsafe add(wrapper, bookkeeping: table.bookkeeping(of: handle.slot))
        }
    }
}
