internal import Foundation
internal import PythonBridge

/// The bindings that ours are compared with, fetched and built on first use.
struct Peers {
    /// Where the extension modules are; to be put on `sys.path`.
    let folder: String

    /// Builds the extension modules unless that was done already. Needs `pip`, `g++` and, the first time, a network.
    /// - Throws: `BenchmarkError` when the script fails; it has said why on standard error.
    init(python: String) throws(BenchmarkError) {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let sources = package.appending(path: "Peers")
        let folder = package.appending(path: ".build/peers")
        self.folder = folder.path()
        let names = ["build.sh", "meter.h", "peer_nanobind.cpp", "peer_pybind11.cpp", "requirements.txt"]
        let stamp = folder.appending(path: "stamp")
        // The sources themselves are the stamp: whatever changes in them means another build.
        var wanted = Data(python.utf8)
        for name in names { wanted += (try? Data(contentsOf: sources.appending(path: name))) ?? Data() }
        if let found = try? Data(contentsOf: stamp), found == wanted { return }
        FileHandle.standardError.write(Data("building nanobind and pybind11 modules…\n".utf8))
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [sources.appending(path: "build.sh").path(), python, self.folder]
        do {
            try process.run()
            process.waitUntilExit()
            guard process.terminationStatus == 0 else { throw CocoaError(.executableLoad) }
            try wanted.write(to: stamp)
        } catch {
            throw .unusable("the modules to compare with could not be built")
        }
    }
}
