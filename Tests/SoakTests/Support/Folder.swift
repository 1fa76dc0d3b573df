import Foundation

/// A folder of a test, which goes with it.
final class Folder {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "phantop-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
        path = url.path
    }

    deinit {
        // A folder that cannot be removed fails no test.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// A name in it.
    func file(_ name: String) -> String { path + "/" + name }

    var names: [String] { get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() } }

    /// Makes a named pipe: whoever opens it to read waits for somebody to write.
    func makePipe(_ name: String) throws {
        let program = Process()
        program.executableURL = URL(fileURLWithPath: "/usr/bin/mkfifo")
        program.arguments = [file(name)]
        try program.run()
        program.waitUntilExit()
    }
}
