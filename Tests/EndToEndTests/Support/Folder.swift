import Foundation

/// A folder of its own for one test; it goes when the test does.
final class Folder: Sendable {
    let path: String

    init() throws {
        // Short, because the path of a socket in it must not be longer than 107 bytes.
        path = NSTemporaryDirectory() + "phantop-" + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        // What is left behind is the system's to clean.
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of something in the folder.
    func callAsFunction(_ name: String) -> String { path + "/" + name }

    /// Writes a file and returns its path.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: self(name), atomically: true, encoding: .utf8)
        return self(name)
    }

    /// What a file says; nil when there is no such file yet.
    func read(_ name: String) -> String? { try? String(contentsOfFile: self(name), encoding: .utf8) }

    /// What a file says that a program writes in one go with a line end; nil until that has come.
    func line(_ name: String) -> String? {
        guard let text = read(name), text.hasSuffix("\n") else { return nil }
        return String(text.dropLast())
    }

    /// Copies one of the workloads beside the tests into the folder and returns its path.
    @discardableResult
    func workload(_ name: String, file: StaticString = #filePath) throws -> String {
        let tests = URL(fileURLWithPath: "\(file)").deletingLastPathComponent()
        let source = tests.appendingPathComponent("Workloads/\(name)").path
        try FileManager.default.copyItem(atPath: source, toPath: self(name))
        return self(name)
    }
}
