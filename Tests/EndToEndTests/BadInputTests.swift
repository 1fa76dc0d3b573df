import Testing

@Suite("input that cannot be used", .paced) struct BadInputTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Expects one line on standard error, nothing on standard output, and exit code 2.
    private func expectRefusal(_ arguments: [String], saying parts: [String]) async throws {
        let outcome = try await Program.run(arguments, in: folder)
        #expect(outcome.code == 2 && outcome.output == "", "\(arguments)")
        #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
        #expect(outcome.errors.hasPrefix("phantop: "), "\(outcome.errors)")
        for part in parts { #expect(outcome.errors.contains(part), "\(outcome.errors)") }
    }

    @Test(
        "a file that defines nothing to run is refused with its name and the place",
        arguments: [
            ("from opentap import *\n\nclass A(TestStep)\n", ["work.py:3: SyntaxError: expected ':'"]),
            ("x = 1\n", ["work.py defines no step"]),
            ("from opentap import *\nclass A(TestStep):\n    pass\n", ["work.py defines no step"]),
            ("import nothing_like_that\n", ["work.py:1: ModuleNotFoundError"]),
            (
                "def load():\n    raise ValueError('no \\x1b[2J')\nload()\n",
                ["work.py:2: ValueError: no ·[2J"]
            ),
            ("def plan():\n    return 42\n", ["work.py", "plan() must return a TestPlan"]),
            ("def plan():\n    return 1 / 0\n", ["work.py:2: ZeroDivisionError"]),
            ("def plan(more):\n    pass\n", ["work.py", "TypeError"]),
            ("import sys\nsys.exit(3)\n", ["work.py:2: SystemExit"]),
            ("raise KeyboardInterrupt\n", ["work.py:1: KeyboardInterrupt"]),
            ("x = '\0'\n", ["work.py"]), ("# \u{FEFF}\u{FEFF}\n§", ["work.py:2: SyntaxError"]),
            (
                "from opentap import *\nclass A(TestStep):\n    def __init__(self, gain): pass\n    def Run(self): pass\n",
                ["work.py", "TypeError"]
            ),
        ])
    func file(text: String, parts: [String]) async throws {
        try folder.write(text, to: "work.py")
        try await expectRefusal(["work.py", "--headless"], saying: parts)
    }

    @Test("a file that is missing, a folder and a scenario that does not exist are refused by name")
    func missing() async throws {
        try await expectRefusal(["missing.py", "--headless"], saying: ["missing.py: no such file"])
        try await expectRefusal([".", "--headless"], saying: [". is a folder"])
        try await expectRefusal(["scenario:nothing", "--headless"], saying: ["'nothing'", "churn"])
    }

    @Test(
        "an option that cannot be meant is refused by its name",
        arguments: [
            (["--plans", "-1"], "--plans must be 0"), (["--steps", "0"], "--steps must be 1"),
            (["--interval", "0.09"], "--interval must be 0.1 to 3600"),
            (["--interval", "3601"], "0.1 to 3600"),
            (["--interval", "-5"], "0.1 to 3600"), (["--interval", "nan"], "0.1 to 3600"),
            (["--interval", "soon"], "it takes seconds, as in 5 or 0.5"),
            (["--plans", "x"], "it takes a whole number"), (["--steps", "1.5"], "it takes a whole number"),
            (["--tolerance", "x"], "it takes bytes per step, as in 64"),
            (["--rate", "x"], "it takes plans in a second"), (["--duration", "x"], "it takes seconds"),
            (["--memory-limit", "x"], "it takes bytes, as in 512M"),
            (["--threshold", "heap=50XB"], "heap takes bytes of growth, as in heap=50MB"),
            (["--threshold", "threads=1.5"], "threads takes a number, as in threads=800"),
            (["--threshold", "disk=1"], "it takes one of registry, phantoms, threads, heap"),
            (["compare", "nosuch.py"], "phantop: nosuch.py: no such file"),
            (["export", "-o", "x.foo"], "x.foo: nothing is known that ends in .foo, but csv, jsonl"),
            (["replay"], "no record is in "), (["export", "--format", "csv"], "no record is in "),
            (["--duration", "0"], "--duration must be"),
            (["--duration", "-1"], "--duration must be"), (["--rate", "0"], "--rate must be"),
            (["--rate", "1e-300"], "--rate must be"), (["--preset", "none"], "'stock', 'sweep' or 'prompt'"),
            (["--eviction", "none"], "'never', 'sweep' or 'prompt'"), (["--driver", "none"], "'off'"),
            (["--owner", "none"], "'registry' and 'host'"), (["--log-level", "loud"], "'debug', 'info'"),
            (["--report", "-"], "--report goes with --headless"), (["--wrong"], "Unknown option '--wrong'"),
            (["a.py", "b.py"], "'b.py'"), (["--theme", "none"], "high-contrast"),
            (["--headless", "--report", "none/report.json"], "none/report.json: cannot be written"),
            (["--fail-on", "leak"], "--fail-on and --until go with --headless"),
            (["--until", "verdict"], "--fail-on and --until go with --headless"),
            (["--headless", "--fail-on", "leaks"], "'leaks' is none of leak, unsure, growth=BYTES"),
            (["--headless", "--fail-on", ""], "leak, unsure"),
            (["--headless", "--fail-on", "leak,"], "'' is none of"),
            (["--headless", "--fail-on", "leak=1"], "leak takes no value"),
            (["--headless", "--fail-on", "growth"], "growth=64"),
            (["--headless", "--fail-on", "growth=-1"], "growth takes bytes"),
            (["--headless", "--fail-on", "growth=nan"], "growth takes bytes"),
            (["--headless", "--fail-on", "leak,entries=many"], "entries=5000"),
            (["--headless", "--fail-on", "entries=1e3"], "entries takes a number"),
            (["--headless", "--fail-on", "rss=0"], "rss=512M"),
            (["--headless", "--until", "monday"], "'monday'"),
            (["--headless", "--metrics", "nonsense"], "as in 9464, 0.0.0.0:9464 or [::1]:9464"),
            (["--headless", "--metrics", "65536"], "as in 9464"),
            (["--headless", "--metrics", "example.com:80"], "as in 9464"),
            (["--headless", "--metrics", "192.0.2.1:0"], "this machine has no address 192.0.2.1"),
        ])
    func option(arguments: [String], part: String) async throws {
        try await expectRefusal(arguments, saying: [part])
    }

    @Test("no terminal: it says so and names --headless", arguments: [[], ["scenario:churn"], ["run"]])
    func noTerminal(arguments: [String]) async throws {
        try await expectRefusal(arguments, saying: ["not a terminal", "--headless"])
        #expect(Sessions(folder: folder).isClean(after: []))
    }

    @Test(
        "what --help names is what the error message promises: every option, from the root",
        arguments: ["--help", "-h"])
    func help(option: String) async throws {
        let outcome = try await Program.run([option], in: folder)
        #expect(outcome.code == 0 && outcome.errors == "")
        for name in [
            "--plans", "--steps", "--duration", "--rate", "--preset", "--eviction", "--driver", "--owner",
        ] {
            #expect(outcome.output.contains(name), "\(name)")
        }
        for name in [
            "--interval", "--theme", "--headless", "--report", "--python", "--list-themes", "Exit codes",
        ] {
            #expect(outcome.output.contains(name), "\(name)")
        }
    }
}
