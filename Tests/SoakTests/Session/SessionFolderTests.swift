import Foundation
import Testing
import Threading

@testable import Soak

@Suite("SessionFolder") struct SessionFolderTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func make() throws -> SessionFolder {
        try SessionFolder(environment: ["XDG_RUNTIME_DIR": folder.path])
    }

    private func reason(_ body: () throws -> Void) -> String? {
        do {
            try body()
            return nil
        } catch {
            return "\(error)"
        }
    }

    @Test("a folder that others may look into, a link, and a file are refused, each with its reason")
    func refused() throws {
        let path = folder.file("phantop")
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o755])
        #expect(reason { _ = try make() }?.contains("others may look into it; chmod 700") == true)
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createDirectory(
            atPath: folder.file("elsewhere"), withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700])
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: folder.file("elsewhere"))
        #expect(reason { _ = try make() }?.contains("it is no folder") == true)
        try FileManager.default.removeItem(atPath: path)
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        #expect(reason { _ = try make() }?.contains("it is no folder") == true)
        try FileManager.default.removeItem(atPath: path)
        // Whoever opens it to read waits for somebody to write.
        try folder.makePipe("phantop")
        #expect(reason { _ = try make() }?.contains("it is no folder") == true)
    }

    @Test("a folder that cannot be made is refused")
    func impossible() {
        let environment = ["XDG_RUNTIME_DIR": folder.file("not/there")]
        #expect(
            reason { _ = try SessionFolder(environment: environment) }?.contains("cannot be created") == true)
    }

    @Test("without a folder for such things it is one of the user's own among the temporary ones")
    func temporary() throws {
        for environment in [
            ["TMPDIR": folder.path], ["TMPDIR": folder.path, "XDG_RUNTIME_DIR": "not/absolute"],
        ] {
            let path = try SessionFolder(environment: environment).path
            #expect(path == folder.file("phantop-\(getuid())"))
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o700)
        }
    }

    @Test(
        "a session is named after what runs",
        arguments: [
            ("scenario:churn", "churn"), ("bench.py", "bench"), ("a/b/my bench.v2.py", "my-bench"),
            ("scenario:gil-hog", "gil-hog"), ("äö.py", "run"), ("", "run"), (".py", "py"), ("-x.py", "run"),
        ])
    func named(workload: String, name: String) { #expect(SessionFolder.name(for: workload) == name) }

    @Test(
        "a name is what can be typed and cannot lead elsewhere",
        arguments: ["", ".", "..", "a/b", "../x", "-rf", "a b", "ü", String(repeating: "x", count: 41)])
    func names(name: String) throws {
        #expect(!SessionFolder.isName(name))
        #expect(throws: SessionError.name(name)) { try make().socket(of: name) }
    }

    @Test("a path that is too long for a socket is said to be so")
    func long() throws {
        let deep = folder.file(String(repeating: "d", count: 60))
        try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: false)
        let sessions = try SessionFolder(environment: ["XDG_RUNTIME_DIR": deep])
        #expect(reason { _ = try sessions.socket(of: "churn") }?.contains("longer than 107 bytes") == true)
    }

    @Test("of many who begin or take away a session in one folder each has it alone for a while")
    func locked() throws {
        let sessions = try make()
        let count = Locked(0)
        let threads = (0..<4).map { number in
            DedicatedThread(name: "locked \(number)") {
                for _ in 0..<200 {
                    try? sessions.locked {
                        let before = count.withLock { $0 }
                        _ = sessions.names
                        count.withLock { $0 = before + 1 }
                    }
                }
            }
        }
        for thread in threads { #expect(thread.join(nanoseconds: 60_000_000_000)) }
        #expect(count.withLock { $0 } == 800)
    }

    @Test("lines come whole, however they are cut on their way")
    func lines() {
        for size in 1...7 {
            var (lines, told) = (LineBuffer(longest: 4), [String]())
            var rest = Array("one\ntwo\n\nfour\nfive".utf8)[...]
            while !rest.isEmpty {
                lines.append(Array(rest.prefix(size)))
                rest = rest.dropFirst(size)
                while let line = lines.next() { told.append(String(decoding: line, as: UTF8.self)) }
            }
            #expect(told == ["one", "two", "", "four"])
            #expect(!lines.isFlooded)
            lines.append(Array("!".utf8))
            #expect(lines.next() == nil && lines.isFlooded)
        }
    }
}
