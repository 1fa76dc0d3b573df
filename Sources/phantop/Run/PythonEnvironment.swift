internal import Foundation
internal import PlanEngine
internal import PythonBridge
internal import Threading

/// The interpreter that `--python` names, checked against the embedded one.
///
/// CPython itself would accept a virtual environment of another 3.11 and mix two standard libraries.
struct PythonEnvironment {
    /// The interpreter to configure Python with.
    let executable: String

    /// Asks the interpreter what it is. Blocks for as long as that takes, 10 s at most.
    init(_ path: String) throws(WorkloadError) {
        let home = Self.programs(of: InterpreterConfiguration.embeddedPrefix)
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw .unusable("--python \(path): no such program; name the bin/python of a virtual environment")
        }
        guard let answer = Self.ask(path), answer.count == 2 else {
            throw .unusable(
                "--python \(path): is no Python interpreter; name the bin/python of a virtual environment")
        }
        let (version, prefix) = (answer[0], answer[1])
        let embedded = InterpreterConfiguration.embeddedVersion
        guard version == embedded, Self.programs(of: prefix) == home else {
            throw .unusable(
                "--python \(path) is Python \(version) of \(Self.programs(of: prefix)), but phantop embeds"
                    + " \(embedded) of \(home): make the environment with \(home)/python3.11 -m venv")
        }
        executable = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }

    /// Version and base prefix, as the interpreter itself says.
    private static func ask(_ path: String) -> [String]? {
        let process = Process()
        let output = Pipe()
        let ended = StopSignal()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [
            "-I", "-c", "import platform, sys; print(platform.python_version()); print(sys.base_prefix)",
        ]
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        process.terminationHandler = { _ in ended.raise() }
        guard (try? process.run()) != nil else { return nil }  // Whatever the reason, it is no interpreter.
        guard ended.wait(nanoseconds: 10_000_000_000) else {
            process.terminate()
            return nil
        }
        guard process.terminationStatus == 0 else { return nil }
        let text = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    /// Where an installation has its programs: the same place by whatever name its prefix is reached.
    ///
    /// `/lib` is a link to `/usr/lib` nowadays, so that the library may be found below the prefix `/`.
    private static func programs(of prefix: String) -> String {
        URL(fileURLWithPath: prefix + "/bin").resolvingSymlinksInPath().path
    }
}
