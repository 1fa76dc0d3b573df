import Testing

@Suite("--python", .paced) struct PythonOptionTests {
    private let folder: Folder
    private static let small = ["scenario:churn", "--headless", "--plans", "1", "--steps", "1"]

    init() throws { folder = try Folder() }

    /// An interpreter that says it is another.
    ///
    /// Written by another process: what this one has open for writing while a test beside it starts a program
    /// cannot be executed ("text file busy").
    private func fake(version: String, prefix: String) async throws -> String {
        let script = "printf '#!/bin/sh\\necho \(version)\\necho \(prefix)\\n' >python && chmod +x python"
        let made = try await Program.run(["-c", script], of: "sh", in: folder)
        try #require(made.code == 0, "\(made.errors)")
        return folder("python")
    }

    @Test("a virtual environment of the embedded version lends its packages")
    func environment() async throws {
        let python = "/usr/bin/python3.11"
        let made = try await Program.run(["-m", "venv", "--without-pip", "env"], of: python, in: folder)
        try #require(made.code == 0, "\(made.errors)")
        try folder.write("GAIN = 3\n", to: "env/lib/python3.11/site-packages/only_there.py")
        try folder.write(
            """
            import only_there
            from opentap import *
            class A(TestStep):
                def Run(self):
                    self.UpgradeVerdict(Verdict.Pass if only_there.GAIN == 3 else Verdict.Fail)
            """, to: "uses.py")
        let arguments = ["uses.py", "--headless", "--plans", "1", "--steps", "1"]
        #expect(try await Program.run(arguments + ["--python", "env/bin/python"], in: folder).code == 0)
        #expect(try await Program.run(arguments, in: folder).code == 2)
    }

    @Test(
        "an interpreter of another version or installation is refused with a sentence that says which is which",
        arguments: [("3.12.1", "/usr"), ("3.11.9", "/opt/other")])
    func refused(version: String, prefix: String) async throws {
        let path = try await fake(version: version, prefix: prefix)
        let outcome = try await Program.run(Self.small + ["--python", path], in: folder)
        #expect(outcome.code == 2)
        let sentence =
            "phantop: --python \(path) is Python \(version) of \(prefix)/bin, but phantop embeds 3.11."
        #expect(outcome.errors.hasPrefix(sentence), "\(outcome.errors)")
        #expect(outcome.errors.contains("-m venv") && outcome.errors.split(separator: "\n").count == 1)
    }

    @Test(
        "what is no interpreter is refused", arguments: ["/nothing/there", "/bin/true", ".", "/etc/passwd"])
    func nonsense(path: String) async throws {
        let outcome = try await Program.run(Self.small + ["--python", path], in: folder)
        #expect(
            outcome.code == 2 && outcome.errors.hasPrefix("phantop: --python \(path): "), "\(outcome.errors)")
    }
}
