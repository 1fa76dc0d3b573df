import Foundation
import Testing

@Suite("the configuration file", .paced) struct ConfigurationTests {
    private let folder: Folder
    private let file = "phantop/config.toml"

    init() throws {
        folder = try Folder()
        try FileManager.default.createDirectory(
            atPath: folder("phantop"), withIntermediateDirectories: true)
    }

    private func report(_ arguments: [String]) async throws -> Program.Outcome {
        try await Program.run(
            ["run", "scenario:churn", "--headless", "--plans", "1"] + arguments, in: folder,
            environment: ["XDG_CONFIG_HOME": folder.path])
    }

    @Test("what stands in it holds, and what is typed beside it counts more")
    func precedence() async throws {
        try folder.write("preset = \"stock\"\nsteps = 3\n", to: file)
        #expect(try await report([]).output.contains("preset stock"))
        #expect(try await report([]).output.contains("1 plan, 3 steps"))
        #expect(try await report(["--preset", "prompt"]).output.contains("preset prompt"))
        #expect(try await report(["--config", "/dev/null"]).output.contains("preset sweep"))
    }

    @Test(
        "what is wrong in it is told with file, line and key, and nothing runs",
        arguments: [
            ("\ncolour = 1", ":2: colour: unknown key, use one of [thresholds], "),
            ("interval = 0", ":1: interval: --interval must be 0.1 to 3600 seconds"),
            ("preset = \"none\"", ":1: preset: The value 'none' is invalid"),
            ("[thresholds]\nhedp = 5", ":2: thresholds.hedp: The value 'hedp=5' is invalid"),
            ("theme = ", ":1: theme: a value is missing here"),
            ("theme = \"nope\"", ":1: theme: --theme nope: no such theme"),
        ])
    func broken(text: String, message: String) async throws {
        try folder.write(text, to: file)
        let outcome = try await report([])
        #expect(outcome.code == 2 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("phantop: \(folder.path)/\(file)\(message)"), "\(outcome.errors)")
        #expect(outcome.errors.split(separator: "\n").count == 1)
    }

    @Test("a switch or a limit that it changes is told in one line, on a screen and without one")
    func changes() async throws {
        try folder.write("theme = \"light\"\ninterval = 5\neviction = \"never\"\ncollect = true\n", to: file)
        let quiet = try await report(["--interval", "7"])
        #expect(quiet.errors.hasPrefix("phantop: config.toml: eviction never, collect\n"))
        try await Pane.show([], in: folder, environment: ["XDG_CONFIG_HOME": folder.path]) { pane in
            try await pane.wait(for: "config.toml: interval 5, eviction never, collect")
            try await pane.press("q", "y")
            _ = try await pane.code()
        }
    }

    @Test("a file that was named and is not there is told")
    func missing() async throws {
        let outcome = try await report(["--config", "none.toml"])
        #expect(outcome.code == 2 && outcome.errors.hasPrefix("phantop: none.toml: not readable"))
    }

    @Test("S saves what the keys have changed, and leaves the rest of the file as it was")
    func save() async throws {
        try folder.write("# mine\ntheme = \"light\" # by day\n\n[thresholds]\nheap = \"9GB\"\n", to: file)
        try await Pane.show([], in: folder, environment: ["XDG_CONFIG_HOME": folder.path]) { pane in
            try await pane.wait(for: "registry")
            try await pane.press("t", "x", "3")
            try await pane.wait(for: "prompt")
            try await pane.press("S")
            try await pane.wait(for: "saved to")
            try await pane.press("q", "y")
            _ = try await pane.code()
        }
        let saved = folder.read(file) ?? ""
        #expect(saved.hasPrefix("# mine\ntheme = \"high-contrast\" # by day\n"))
        #expect(saved.contains("preset = \"prompt\"\n") && saved.contains("interval = 5\n"))
        #expect(saved.contains("glyphs = \"block\"\n"))
        #expect(saved.hasSuffix("\n[thresholds]\nheap = \"9GB\"\n"))
    }

    @Test(
        "on the page of settings options of the screen are changed by keys and clicks, and saved with the rest"
    )
    func settings() async throws {
        try await Pane.show(
            ["--read-only"], in: folder, environment: ["XDG_CONFIG_HOME": folder.path]
        ) { pane in
            try await pane.wait(for: "registry")
            try await pane.press("s", "End", "Up", "Enter")
            try await pane.wait(for: "like 50MB")
            try await pane.press("8", "0", "M", "B", "Enter")
            try await pane.wait(for: "heap over     [80.0 MB]")
            let screen = try await pane.screen()
            let row = screen.rows.firstIndex { $0.contains("bell") } ?? 0
            let column = screen.rows[row].prefix { $0 != "y" }.count
            try await pane.click(column: column, row: row)
            try await pane.wait(for: "bell           no  [yes]")
            try await pane.press("Up", "Left")
            try await pane.wait(for: "read-only by --read-only")
            try await pane.press("S")
            try await pane.wait(for: "saved to")
            try await pane.press("q", "y")
            _ = try await pane.code()
        }
        let saved = folder.read(file) ?? ""
        #expect(saved.contains("bell = true\n") && saved.hasSuffix("\n[thresholds]\nheap = \"80MB\"\n"))
        #expect(!saved.contains("read-only"))
        // What was saved can be read.
        #expect(try await report([]).code == 0)
    }

    @Test("P writes the screen to two files and tells their names")
    func screen() async throws {
        try await Pane.show([], in: folder) { pane in
            try await pane.wait(for: "registry")
            try await pane.press("P")
            try await pane.wait(for: "wrote phantop-")
            try await pane.press("q", "y")
            _ = try await pane.code()
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            .filter { $0.hasPrefix("phantop-") }.sorted()
        #expect(names.count == 2 && names.map { ($0 as NSString).pathExtension } == ["ansi", "txt"])
        let texts = names.map { folder.read($0) ?? "" }
        #expect(texts[1].contains("╭ registry") && !texts[1].contains("\u{1B}"))
        #expect(texts[0].replacing(/\u{1B}\[[0-9;]*m/, with: "").contains("╭ registry"))
    }

    @Test("P says so where nothing can be written")
    func unwritable() async throws {
        try await Pane.show([], in: folder, directory: "/proc") { pane in
            try await pane.wait(for: "registry")
            try await pane.press("P")
            try await pane.wait(for: "cannot write in /proc: ")
            try await pane.press("q", "y")
            #expect(try await pane.code() == 0)
        }
    }

    @Test("the shells get their completion, and man its page", arguments: ["bash", "zsh", "fish"])
    func generated(shell: String) async throws {
        let script = try await Program.run(["completion", shell], in: folder)
        #expect(script.code == 0 && script.output.contains("threshold"))
        let page = try await Program.run(["manual"], in: folder)
        #expect(page.code == 0 && page.output.hasPrefix(".TH PHANTOP 1"))
        for words in [
            "\\-\\-threshold METRIC=VALUE", "\\-\\-collect, \\-\\-no\\-collect", "[WORKLOAD|RECORD] ...",
            ".SH KEYS", "config.toml",
        ] {
            #expect(page.output.contains(words), "\(words)")
        }
    }
}
