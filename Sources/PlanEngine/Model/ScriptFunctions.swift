internal import PythonBridge
internal import Telemetry

/// The functions of the module `phantop`, by which scripts speak to the engine.
enum ScriptFunctions {
    static func all(in context: PlanContext) -> [HostMember] {
        [
            evictAbandoned(context), addResultListener(context), log(context), getSetting(context),
            setSetting(context),
        ]
    }

    private static func evictAbandoned(_ context: PlanContext) -> HostMember {
        .function(
            "evict_abandoned",
            """
            Sweeps now and returns how many entries were released.

            predicate: called with each object; what it calls abandoned is released. By default, what belongs to no \
            live plan. If it raises, nothing is released.
            """, parameters: ["predicate"]
        ) { (gil, arguments) throws(PythonError) in
            guard let monitor = context.monitor else { throw .refused("the engine is not running") }
            let predicate = arguments.object(0, holding: &gil)
            let outcome: Result<SweepSummary, PythonError>
            do throws(EvictionError) {
                if let predicate, case .object = predicate.value(holding: &gil) {
                    outcome = try monitor.sweep(where: predicate, holding: &gil)
                } else {
                    outcome = .success(try monitor.sweep(.script, holding: &gil))
                }
            } catch {
                // Inside a sweep the request has nothing left to do; switched off, it is refused visibly.
                if error == .nested { return .int(0) }
                throw .refused(error.summary)
            }
            return .int(try outcome.get().released)
        }
    }

    private static func addResultListener(_ context: PlanContext) -> HostMember {
        .function(
            "add_result_listener",
            "Calls function(table, columns, values) for every row that a step publishes, on the step's thread.",
            parameters: ["function"]
        ) { (gil, arguments) throws(PythonError) in
            guard let function = arguments.object(0, holding: &gil) else { return .none }
            context.scriptListeners.append(function)
            return .none
        }
    }

    private static func log(_ context: PlanContext) -> HostMember {
        .function(
            "log", "Writes a log line: level 0 to 3, source, text.", parameters: ["level", "source", "text"]
        ) { (gil, arguments) throws(PythonError) in
            let level = LogLine.Level(rawValue: try arguments.int(0, holding: &gil)) ?? .info
            let source = try arguments.string(1, holding: &gil)
            context.journal.log(level, from: source, try arguments.string(2, holding: &gil))
            return .none
        }
    }

    private static func getSetting(_ context: PlanContext) -> HostMember {
        .function("get_setting", "Reads a setting by name.", parameters: ["name"]) {
            (gil, arguments) throws(PythonError) in
            switch try setting(arguments, context, holding: &gil).get() {
            case .number(let number): .double(number)
            case .text(let text): .string(text)
            case .truth(let truth): .bool(truth)
            }
        }
    }

    private static func setSetting(_ context: PlanContext) -> HostMember {
        .function("set_setting", "Changes a setting by name.", parameters: ["name", "value"]) {
            (gil, arguments) throws(PythonError) in
            let setting = try setting(arguments, context, holding: &gil)
            let value: ComponentSetting.Value
            switch arguments.value(1, holding: &gil) {
            case .int(let number): value = .number(Double(number))
            case .double(let number): value = .number(number)
            case .bool(let truth): value = .truth(truth)
            case .string(let text): value = .text(text)
            default: throw .type("\(setting.name) takes a number, a str or a bool")
            }
            if let objection = setting.objection(to: value) { throw .value(objection) }
            setting.set(value)
            return .none
        }
    }

    private static func setting(
        _ arguments: borrowing Arguments, _ context: PlanContext, holding gil: inout GIL
    ) throws(PythonError) -> ComponentSetting {
        let name = try arguments.string(0, holding: &gil)
        guard let setting = context.monitor?.settings.first(where: { $0.name == name }) else {
            throw .value("there is no setting '\(name)'")
        }
        return setting
    }
}

extension SweepSummary {
    /// Entries that left or lost their claim.
    fileprivate var released: Int { phantoms + weakened }
}
