import Foundation
import Glibc
import Testing
import Threading

@testable import Soak

/// Only root can be somebody else for a while.
private let canBeOthers = geteuid() == 0 && FileManager.default.isExecutableFile(atPath: Other.change)

/// A process of another user, who speaks Python.
private final class Other {
    static let change = "/usr/bin/setpriv"
    static let number = 65_534

    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    init(_ script: String, _ path: String) throws {
        process.executableURL = URL(fileURLWithPath: Self.change)
        process.arguments = [
            "--reuid=\(Self.number)", "--clear-groups", "/usr/bin/env", "python3", "-c", script, path,
        ]
        (process.standardInput, process.standardOutput) = (input, output)
        try process.run()
    }

    /// What it says first.
    func line() throws -> String {
        var bytes = Data()
        while let byte = try output.fileHandleForReading.read(upToCount: 1), byte != Data("\n".utf8) {
            guard !byte.isEmpty else { break }
            bytes += byte
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    func end() throws {
        try input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}

@Suite("users of one machine", .enabled(if: canBeOthers)) struct SessionUserTests {
    private func open(_ paths: [String], to mode: Int) throws {
        for path in paths {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        }
    }

    @Test("whoever acts for another user is told nothing, though files may let them")
    func guest() throws {
        let stage = try Stage()
        let socket = try stage.sessions.socket(of: stage.server.name)
        try open([stage.folder.path, stage.sessions.path, socket], to: 0o777)
        let script = """
            import socket, sys
            s = socket.socket(socket.AF_UNIX)
            s.connect(sys.argv[1])
            try:
                s.sendall(b'{"hello":{"wish":"summary"}}\\n')
                print(s.recv(100))
            except OSError:
                print("hung up")
            """
        let other = try Other(script, socket)
        let said = try other.line()
        #expect(said == "b''" || said == "hung up")
        try other.end()
        let ours = try stage.peer()
        try ours.say(.hello(Hello()))
        #expect(ours.next() != nil)
    }

    @Test("a session that somebody else offers is none")
    func host() throws {
        let stage = try Stage()
        let socket = try stage.sessions.socket(of: "theirs")
        try open([stage.folder.path, stage.sessions.path], to: 0o777)
        let script = """
            import os, socket, sys
            s = socket.socket(socket.AF_UNIX)
            s.bind(sys.argv[1])
            os.chmod(sys.argv[1], 0o777)
            s.listen()
            print("ready", flush=True)
            sys.stdin.read()
            """
        let other = try Other(script, socket)
        #expect(try other.line() == "ready")
        #expect(stage.sessions.names == ["churn", "theirs"])
        #expect(stage.sessions.sessions().map(\.name) == ["churn"])
        #expect(throws: SessionError.absent(name: "theirs", others: ["churn"])) {
            try SessionLink(
                to: "theirs", in: stage.sessions, viewer: "", isReadOnly: true, attention: StopSignal())
        }
        try other.end()
    }

    @Test("a folder that belongs to somebody else is refused")
    func folder() throws {
        let folder = try Folder()
        _ = try SessionFolder(environment: ["XDG_RUNTIME_DIR": folder.path])
        try FileManager.default.setAttributes(
            [.ownerAccountID: Other.number], ofItemAtPath: folder.file("phantop"))
        let path = folder.file("phantop")
        #expect(throws: SessionError.folder(path: path, reason: "it belongs to somebody else")) {
            try SessionFolder(environment: ["XDG_RUNTIME_DIR": folder.path])
        }
    }
}
