package import PythonBridge
internal import Threading

/// Where the plans come from.
package enum WorkloadSource: Sendable {
    /// A Python file.
    case file(String)
    /// A workload that is built in, by name.
    case scenario(Scenario)

    /// Reads `scenario:NAME` or a path.
    /// - Throws: `WorkloadError` when there is no such scenario.
    package init(_ text: String) throws(WorkloadError) {
        guard text.hasPrefix("scenario:") else {
            self = .file(text)
            return
        }
        let name = String(text.dropFirst("scenario:".count))
        guard let scenario = Scenario.all.first(where: { $0.name == name }) else {
            let names = Scenario.all.map(\.name).joined(separator: ", ")
            throw .unusable("there is no scenario '\(name)'; there is: \(names)")
        }
        self = .scenario(scenario)
    }

    /// As on the command line, without folders.
    package var name: String {
        switch self {
        case .file(let path): path.split(separator: "/").last.map(String.init) ?? path
        case .scenario(let scenario): "scenario:" + scenario.name
        }
    }
}

/// Why a workload cannot run.
package enum WorkloadError: Error, Equatable {
    /// One line: what, where, what to do.
    case unusable(String)

    /// The line.
    package var summary: String {
        switch self {
        case .unusable(let reason): reason
        }
    }
}

/// A loaded workload: makes one plan after another.
package final class Workload {
    private enum Kind {
        case classes([PythonObject])
        case function(PythonObject)
    }

    private let source: WorkloadSource
    private let kind: Kind
    private let loader: PythonObject
    private let registry: ObjectRegistry
    private let context: PlanContext

    /// Loads a workload. Runs its module-level code.
    package init(
        _ source: WorkloadSource, registry: ObjectRegistry, context: PlanContext, holding gil: inout GIL
    ) throws(WorkloadError) {
        // A module that forks while it is loaded gets no second session.
        defer { ForkedChild.leaveIfHere() }
        self.source = source
        self.registry = registry
        self.context = context
        do throws(PythonError) {
            loader = try gil.importModule(
                "_phantop_workload", source: String(decoding: PackageResources.workload_py, as: UTF8.self),
                path: "<phantop workload>")
        } catch {
            throw .unusable("phantop's own loader failed: \(error.summary)")
        }
        do throws(PythonError) {
            let module = try Self.load(source, loader, holding: &gil)
            let function = try loader.attribute("plan_function", holding: &gil).call(
                [.object(module)], holding: &gil)
            if case .none = function.value(holding: &gil) {
                kind = .classes(
                    try loader.attribute("step_classes", holding: &gil).call([.object(module)], holding: &gil)
                        .elements(holding: &gil))
            } else {
                kind = .function(function)
            }
        } catch {
            throw .unusable(Self.describe(error, in: source, loader, holding: &gil))
        }
        if case .classes(let classes) = kind, classes.isEmpty {
            throw .unusable(
                "\(source.path) defines no step: write a class that derives from TestStep and has a Run method,"
                    + " or a function plan()")
        }
    }

    /// Makes the next plan: instances of every class, or what `plan()` returns. Runs Python code.
    /// - Parameter steps: how many instances of each class.
    package func makePlan(steps: Int, holding gil: inout GIL) throws(WorkloadError) -> TestPlan {
        defer { ForkedChild.leaveIfHere() }
        do throws(PythonError) {
            switch kind {
            case .classes(let classes): return try fill(classes, steps: steps, holding: &gil)
            case .function(let function):
                let made = try function.call(holding: &gil)
                guard let plan = try registry.host(of: made, holding: &gil) as? TestPlan else {
                    throw .type("plan() must return a TestPlan")
                }
                return plan
            }
        } catch {
            throw .unusable(Self.describe(error, in: source, loader, holding: &gil))
        }
    }

    private func fill(
        _ classes: [PythonObject], steps: Int, holding gil: inout GIL
    ) throws(PythonError) -> TestPlan {
        let plan = context.makePlan()
        plan.name = source.name
        for type in classes {
            for _ in 0..<steps {
                let made = try type.call(holding: &gil)
                guard let step = try registry.host(of: made, holding: &gil) as? TestStep else {
                    throw .type("calling a step class did not make a step")
                }
                try plan.insert(step, holding: &gil)
            }
        }
        return plan
    }

    private static func load(
        _ source: WorkloadSource, _ loader: PythonObject, holding gil: inout GIL
    ) throws(PythonError) -> PythonObject {
        switch source {
        case .file(let path):
            return try loader.attribute("load_file", holding: &gil).call([.string(path)], holding: &gil)
        case .scenario(let scenario):
            return try loader.attribute("load_source", holding: &gil)
                .call(
                    [.string(scenario.name), .string(scenario.source), .string(source.path)], holding: &gil)
        }
    }

    /// `bench.py:3: NameError: …`
    private static func describe(
        _ error: PythonError, in source: WorkloadSource, _ loader: PythonObject, holding gil: inout GIL
    ) -> String {
        let summary = Journal.clean(error.summary)
        guard case .raised(let exception) = error,
            // Without a place the sentence still holds.
            let place = try? loader.attribute("place", holding: &gil)
                .call([.object(exception.object)], holding: &gil).elements(holding: &gil),
            place.count == 2, let file = try? place[0].text(holding: &gil),
            let line = try? place[1].text(holding: &gil)
        else { return "\(source.path): \(summary)" }
        return "\(Journal.clean(file)):\(line): \(summary)"
    }
}

extension WorkloadSource {
    /// What tracebacks show.
    fileprivate var path: String {
        switch self {
        case .file(let path): path
        case .scenario(let scenario): "scenario:\(scenario.name)"
        }
    }
}
