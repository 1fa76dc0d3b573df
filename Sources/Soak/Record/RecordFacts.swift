internal import Foundation
internal import History
internal import LeakAnalysis

/// What is true of a whole record, by name: versions, the machine, what was run and how.
package struct RecordFacts: Sendable, Equatable {
    /// The names that phantop itself reads; there may be others.
    package enum Name: String, CaseIterable, Sendable {
        /// Version of phantop that wrote it.
        case phantop
        /// Version of the embedded Python.
        case python
        /// Version of the compiler that built phantop.
        case swift
        /// The operating system.
        case system
        /// Name of the machine.
        case host
        /// Processor, number of cores, memory.
        case machine
        /// What ran, as on the command line.
        case workload
        /// The command line.
        case options
        /// Growth in bytes per step that is no leak; missing where nobody has said so.
        case tolerance
        /// When the session began, in nanoseconds since 1970-01-01 UTC.
        case began
        /// When the record was closed, in the same way; missing while it is written and where the process was killed.
        case ended
        /// How it ended, in a sentence.
        case outcome
        /// Number of the process.
        case process
        /// What tells it from an earlier process of that number.
        case incarnation
    }

    /// Everything, by name.
    package private(set) var all: [String: String] = [:]

    /// Nothing is known but which process this is.
    package init() {
        let process = Int64(ProcessInfo.processInfo.processIdentifier)
        self[.process] = String(process)
        self[.incarnation] = RecordPlace.incarnation(ofProcess: process)
    }

    /// These.
    init(_ all: [String: String]) { self.all = all }

    /// A fact; nil where it is not known.
    package subscript(name: Name) -> String? {
        get { all[name.rawValue] }
        set { all[name.rawValue] = newValue }
    }

    /// Growth in bytes per step that is no leak; nil where nobody has said so.
    package var tolerance: Double? {
        get { self[.tolerance].flatMap(Double.init) }
        set { self[.tolerance] = newValue.map { String($0) } }
    }

    /// The past of a run that has not begun, judged by the run's own tolerance.
    var untold: Past { judged(Past()) }

    /// A past judged by the run's own tolerance.
    func judged(_ past: Past) -> Past {
        guard let tolerance else { return past }
        var past = past
        past.leaks.tolerance = Tolerance(bytesPerStep: tolerance)
        return past
    }

    /// Whether the process that wrote it is still there and has not closed it.
    package var isBeingWritten: Bool {
        guard self[.ended] == nil, let process = self[.process].flatMap(Int64.init) else { return false }
        return RecordPlace.incarnation(ofProcess: process) == self[.incarnation]
    }
}
