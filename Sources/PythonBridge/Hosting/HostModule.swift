internal import CPython

/// The Python module through which scripts reach the hosted types, and the registry behind it.
public enum HostModule {
    /// Creates a module with types and functions of its own, and a registry for the objects exposed through it.
    ///
    /// `import` finds it when it has been put into `sys.modules`, which this does under its name.
    /// - Parameters:
    ///   - types: superclasses before subclasses, 64 at most.
    ///   - functions: made by `HostMember.function`.
    /// - Returns: the registry, which lives as long as the module or whoever keeps it.
    public static func create(
        _ name: String, types: [HostType], functions: [HostMember] = [], policy: LifetimePolicy,
        in interpreter: Interpreter, holding gil: inout GIL
    ) throws(PythonError) -> ObjectRegistry {
        let module = unsafe try gil.new(unsafe cpython_module_create(definition))
        try module.setAttribute("__name__", to: .string(name), holding: &gil)
        let methodType = try HostMethod.makeType(holding: &gil)
        var registered: [RegisteredType] = []
        for description in types {
            let type = try make(
                description, after: registered, module: module, queue: interpreter.queue, holding: &gil)
            for member in description.members {
                guard case .method = member.kind else { continue }
                let method = try HostMethod.make(
                    RegisteredMember(member, of: type, queue: interpreter.queue), type: methodType,
                    holding: &gil)
                try classObject(type, holding: &gil).setAttribute(
                    member.name, to: .object(method), holding: &gil)
            }
            let shortName = description.name.split(separator: ".").last.map(String.init) ?? description.name
            try module.setAttribute(shortName, to: .object(classObject(type, holding: &gil)), holding: &gil)
            unsafe cpython_seal(type.pythonType)
            registered.append(type)
        }
        for function in functions {
            let callable = try HostMethod.make(
                RegisteredMember(function, of: nil, queue: interpreter.queue), type: methodType, holding: &gil
            )
            try module.setAttribute(function.name, to: .object(callable), holding: &gil)
        }
        let registry = ObjectRegistry(
            types: registered, queue: interpreter.queue, heap: interpreter.heap, policy: policy,
            holding: &gil)
        let state = unsafe PyModule_GetState(module.pointer).assumingMemoryBound(
            to: UnsafeMutableRawPointer?.self)
        unsafe state.pointee = Unmanaged.passRetained(registry).toOpaque()
        let modules = unsafe PyImport_GetModuleDict()
        if unsafe PyDict_SetItemString(modules, name, module.pointer) < 0 { throw gil.fetchError() }
        return registry
    }

    /// The definition that all these modules share, by which `tp_new` finds the module of a class.
    // Written once here and by CPython under the GIL, never freed: CPython keeps its address.
    nonisolated(unsafe) static let definition: UnsafeMutablePointer<PyModuleDef> = {
        let definition = UnsafeMutablePointer<PyModuleDef>.allocate(capacity: 1)
        // The registry owns the classes and they own the module: the collector must see the whole cycle.
        let traverse: traverseproc = { module, visit, context in
            guard let registry = unsafe registry(of: module) else { return 0 }
            for type in unsafe registry.takeUnretainedValue().types {
                let result = unsafe cpython_visit(type.pythonType, visit, context)
                if result != 0 { return result }
            }
            return 0
        }
        let free: freefunc = { module in
            guard let registry = unsafe registry(of: module?.assumingMemoryBound(to: PyObject.self)) else {
                return
            }
            // The collector clears a cycle in any order: wrappers may outlive their module, and still look here.
            if unsafe registry.takeUnretainedValue().close() { unsafe registry.release() }
        }
        unsafe definition.initialize(
            to: cpython_module_definition(
                immortal("phantop"), immortal("Swift objects that Python can use and subclass."), traverse,
                free))
        return unsafe definition
    }()

    private static func registry(of module: UnsafeMutablePointer<PyObject>?) -> Unmanaged<ObjectRegistry>? {
        guard let state = unsafe PyModule_GetState(module),
            let registry = unsafe state.load(as: UnsafeMutableRawPointer?.self)
        else { return nil }
        return unsafe Unmanaged<ObjectRegistry>.fromOpaque(registry)
    }

    private static func make(
        _ description: HostType, after registered: [RegisteredType], module: PythonObject, queue: DecrefQueue,
        holding gil: inout GIL
    ) throws(PythonError) -> RegisteredType {
        let base = registered.last { description.hostClass.isSubclass(of: $0.description.hostClass) }
        let bases = unsafe (base?.pythonType).map { UnsafeMutableRawPointer($0) }?
            .assumingMemoryBound(to: PyObject.self)
        let index = UInt8(registered.count)
        // CPython keeps the table of properties, so it is never freed.
        let properties = description.members.filter { if case .property = $0.kind { true } else { false } }
        let table = UnsafeMutablePointer<PyGetSetDef>.allocate(capacity: properties.count + 1)
        var slots = unsafe [
            PyType_Slot(
                slot: Py_tp_doc, pfunc: UnsafeMutableRawPointer(mutating: immortal(description.documentation))
            ),
            PyType_Slot(
                slot: Py_tp_new, pfunc: unsafeBitCast(HostSlots.new, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(
                slot: Py_tp_dealloc, pfunc: unsafeBitCast(HostSlots.dealloc, to: UnsafeMutableRawPointer.self)
            ),
            PyType_Slot(
                slot: Py_tp_traverse,
                pfunc: unsafeBitCast(HostSlots.traverse, to: UnsafeMutableRawPointer.self)),
            PyType_Slot(slot: Py_tp_getset, pfunc: UnsafeMutableRawPointer(table)),
            PyType_Slot(slot: 0, pfunc: nil),
        ]
        // The getters are reached only after the class exists, and the class needs them first: fill in later.
        unsafe table.initialize(repeating: PyGetSetDef(), count: properties.count + 1)
        let members = properties.map { RegisteredMember($0, of: nil, queue: queue) }
        for (position, member) in members.enumerated() {
            unsafe table[position] = PyGetSetDef(
                name: immortal(member.name), get: HostSlots.get, set: HostSlots.set,
                doc: immortal(properties[position].documentation),
                closure: Unmanaged.passRetained(member).toOpaque())
        }
        let type = try unsafe slots.withUnsafeMutableBufferPointer { slots throws(PythonError) in
            var spec = unsafe PyType_Spec(
                name: immortal(description.name), basicsize: Int32(MemoryLayout<CPythonWrapper>.size),
                itemsize: 0,
                flags: cpython_host_flags(), slots: slots.baseAddress)
            return unsafe try gil.new(unsafe PyType_FromModuleAndSpec(module.pointer, &spec, bases))
        }
        let pointer = unsafe UnsafeMutableRawPointer(type.pointer).assumingMemoryBound(to: PyTypeObject.self)
        let registeredType = unsafe RegisteredType(description, pythonType: pointer, index: index, base: base)
        for member in members { member.attach(to: registeredType) }
        return registeredType
    }

    private static func classObject(_ type: RegisteredType, holding gil: inout GIL) -> PythonObject {
        let pointer = unsafe UnsafeMutableRawPointer(type.pythonType).assumingMemoryBound(to: PyObject.self)
        return unsafe PythonObject(borrowing: pointer, holding: gil)
    }
}

/// A C string that is never freed, for names that CPython keeps by address.
func immortal(_ text: String) -> UnsafePointer<CChar> {
    guard let copy = unsafe strdup(text) else { preconditionFailure("out of memory for a name") }
    return unsafe UnsafePointer(copy)
}

extension HostObject {
    /// Whether this class is the other or derives from it.
    fileprivate static func isSubclass(of other: HostObject.Type) -> Bool {
        var type: AnyClass? = self
        while let current = type {
            if current == other { return true }
            type = _getSuperclass(current)
        }
        return false
    }
}
