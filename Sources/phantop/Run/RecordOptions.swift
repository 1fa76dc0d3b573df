internal import ArgumentParser
internal import CLinux
internal import Foundation
internal import PythonBridge
internal import Soak

/// The options that say where a run is recorded.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Record the run in a new file. (default: one in $XDG_STATE_HOME/phantop for a run of more than a minute)",
            valueName: "file"))
    var record: String?

    @Flag(help: "Record nothing.")
    var noRecord = false

    func validate() throws {
        if record != nil, noRecord { throw ValidationError("--record and --no-record exclude each other") }
    }

    /// Where a run is recorded; nil for nowhere. A file that was named is made at once.
    /// - Parameter tolerance: growth in bytes per step that is no leak of it; nil where nobody has said so.
    /// - Throws: one line that says why it cannot be made.
    func place(workload: String, tolerance: Double?) throws(Failure) -> Recorder.Place? {
        if noRecord { return nil }
        let began = clinux_unix_nanoseconds()
        guard let record else {
            return Self.folder.map {
                .folder(
                    RecordFolder(
                        $0, name: Self.name(workload, began),
                        facts: Self.facts(workload, began, tolerance)))
            }
        }
        do throws(RecordError) {
            return .file(try NewRecord(record, facts: Self.facts(workload, began, tolerance)))
        } catch {
            let path = error == .full ? "\(record): " : ""
            throw Failure(reason: "--record \(path)\(error.summary)")
        }
    }

    /// The folder of the records that nobody named; nil for whoever has no home.
    static var folder: String? {
        let environment = ProcessInfo.processInfo.environment
        // A relative path is to be ignored: https://specifications.freedesktop.org/basedir-spec
        if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state + "/phantop" }
        guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
        return home + "/.local/state/phantop"
    }

    /// `2026-07-29-181500-churn-4711`, in local time.
    private static func name(_ workload: String, _ began: Int64) -> String {
        let now = began / 1_000_000_000
        let local = Date(timeIntervalSince1970: Double(now + clinux_utc_offset(now)))
        let stamp = local.formatted(.iso8601).replacing("T", with: "-").replacing(":", with: "")
            .replacing("Z", with: "")
        let label = workload.replacing("scenario:", with: "").prefix(40)
        return "\(stamp)-\(label)-\(ProcessInfo.processInfo.processIdentifier)"
    }

    private static func facts(_ workload: String, _ began: Int64, _ tolerance: Double?) -> RecordFacts {
        var facts = RecordFacts()
        facts.tolerance = tolerance
        facts[.phantop] = Phantop.configuration.version.replacing("phantop ", with: "")
        facts[.python] = InterpreterConfiguration.embeddedVersion
        facts[.swift] = compiler
        facts[.system] = [field("PRETTY_NAME=", in: "/etc/os-release"), text("/proc/sys/kernel/osrelease")]
            .compactMap { $0 }.joined(separator: ", Linux ")
        facts[.host] = text("/proc/sys/kernel/hostname")
        let processor = field("model name", in: "/proc/cpuinfo") ?? "unknown processor"
        let machine = ProcessInfo.processInfo
        facts[.machine] =
            "\(processor), \(machine.processorCount) cores, \(machine.physicalMemory >> 20) MiB"
        facts[.workload] = workload
        facts[.options] = CommandLine.arguments.dropFirst().joined(separator: " ")
        facts[.began] = String(began)
        return facts
    }

    private static var compiler: String {
        #if compiler(>=6.4)
            "6.4 or newer"
        #elseif compiler(>=6.3)
            "6.3"
        #else
            "6.2"
        #endif
    }

    /// The first line of a file that begins with a name, without it.
    private static func field(_ name: String, in path: String) -> String? {
        text(path)?.split(separator: "\n").first { $0.hasPrefix(name) }.map {
            $0.dropFirst(name.count).trimmingCharacters(in: CharacterSet(charactersIn: "\t :=\""))
        }
    }

    private static func text(_ path: String) -> String? {
        // What cannot be read is left out.
        (try? String(contentsOfFile: path, encoding: .utf8))?.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
