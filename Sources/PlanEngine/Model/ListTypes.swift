internal import PythonBridge
internal import Telemetry

/// The list of child steps and the log of a step, described for Python.
extension PlanTypes {
    static func list() -> HostType {
        HostType(
            TestStepList.self, name: "OpenTap.TestStepList",
            documentation: "The child steps of a plan or step.",
            members: [
                .property(
                    "Count", "How many there are.", of: TestStepList.self,
                    get: { (_, list) throws(PythonError) in .int(try list.living.children.count) }),
                .method("Add", "Adds a step at the end.", of: TestStepList.self, arity: 1...1) {
                    (gil, list, arguments) throws(PythonError) in
                    try list.living.insert(try list.step(0, of: arguments, holding: &gil), holding: &gil)
                    return .none
                },
                .method("Insert", "Adds a step at a position.", of: TestStepList.self, arity: 2...2) {
                    (gil, list, arguments) throws(PythonError) in
                    let index = try arguments.int(0, holding: &gil)
                    let owner = try list.living
                    guard (0...owner.children.count).contains(index) else {
                        throw .value("no such position: \(index)")
                    }
                    try owner.insert(try list.step(1, of: arguments, holding: &gil), at: index, holding: &gil)
                    return .none
                },
                .method(
                    "Remove", "Takes a step away; False if it is no child.", of: TestStepList.self,
                    arity: 1...1
                ) {
                    (gil, list, arguments) throws(PythonError) in
                    let owner = try list.living
                    let step = try list.step(0, of: arguments, holding: &gil)
                    let isChild = step.parent === owner
                    owner.remove(step, holding: &gil)
                    return .bool(isChild)
                },
                .method("Clear", "Takes all steps away.", of: TestStepList.self, arity: 0...0) {
                    (gil, list, _) throws(PythonError) in
                    let owner = try list.living
                    for step in owner.children { owner.remove(step, holding: &gil) }
                    return .none
                },
                .method("__len__", "How many there are.", of: TestStepList.self, arity: 0...0) {
                    (_, list, _) throws(PythonError) in .int(try list.living.children.count)
                },
                .method("__getitem__", "The step at a position.", of: TestStepList.self, arity: 1...1) {
                    (gil, list, arguments) throws(PythonError) in
                    let children = try list.living.children
                    let index = try arguments.int(0, holding: &gil)
                    let position = index < 0 ? index + children.count : index
                    guard children.indices.contains(position), let registry = list.registry else {
                        throw .index("no step at position \(index)")
                    }
                    return .host(children[position], registry)
                },
            ])
    }

    static func traceSource(_ context: PlanContext) -> HostType {
        func line(_ name: String, _ level: LogLine.Level) -> HostMember {
            .method(
                name, "Writes a log line; {0}, {1:F2} stand for the further arguments.", of: TraceSource.self,
                arity: 1...64
            ) { (gil, source, arguments) throws(PythonError) in
                let text = try logText(arguments, holding: &gil)
                context.journal.log(level, from: source.name, text)
                return .none
            }
        }
        return HostType(
            TraceSource.self, name: "OpenTap.TraceSource", documentation: "Where the log lines of a step go.",
            members: [
                line("Debug", .debug), line("Info", .info), line("Warning", .warning), line("Error", .error),
            ])
    }

    /// The message with its placeholders filled in; an exception as message gives its traceback.
    private static func logText(
        _ arguments: borrowing Arguments, holding gil: inout GIL
    ) throws(PythonError) -> String {
        guard let message = arguments.object(0, holding: &gil) else { return "" }
        if let exception = message.exception(holding: &gil) { return exception.traceback(holding: &gil) }
        var values: [CompositeFormat.Argument] = []
        for index in 1..<max(arguments.count, 1) {
            switch arguments.value(index, holding: &gil) {
            case .int(let value): values.append(.integer(value))
            case .double(let value): values.append(.number(value))
            case .string(let text): values.append(.text(text))
            default:
                values.append(.text(try arguments.object(index, holding: &gil)?.text(holding: &gil) ?? ""))
            }
        }
        return CompositeFormat(try message.text(holding: &gil)).formatted(values)
    }
}

extension TestStepList {
    /// The owner of the list.
    fileprivate var living: TestStepParent {
        get throws(PythonError) {
            guard let owner else { throw .reference("the plan or step of this list is gone") }
            return owner
        }
    }

    fileprivate func step(
        _ index: Int, of arguments: borrowing Arguments, holding gil: inout GIL
    ) throws(PythonError) -> TestStep {
        guard let registry else { throw .reference("the list is not known to Python") }
        return try arguments.host(index, as: TestStep.self, in: registry, holding: &gil)
    }
}

extension ResultRow {
    /// Reads table, columns and values from a call of `PublishResult`.
    init(_ arguments: borrowing Arguments, holding gil: inout GIL) throws(PythonError) {
        let table = try arguments.object(0, holding: &gil)?.text(holding: &gil) ?? ""
        var columns: [String] = []
        for column in try arguments.object(1, holding: &gil)?.elements(holding: &gil) ?? [] {
            columns.append(try column.text(holding: &gil))
        }
        var values: [ResultValue] = []
        for value in try arguments.object(2, holding: &gil)?.elements(holding: &gil) ?? [] {
            switch value.value(holding: &gil) {
            case .int(let number): values.append(.number(Double(number)))
            case .double(let number): values.append(.number(number))
            case .bool(let truth): values.append(.number(truth ? 1 : 0))
            default: values.append(.text(try value.text(holding: &gil)))
            }
        }
        guard values.count == columns.count else {
            throw .value("PublishResult got \(columns.count) column names and \(values.count) values")
        }
        self.init(table: table, columns: columns, values: values)
    }
}
