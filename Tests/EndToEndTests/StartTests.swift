import Testing

@Suite("the dashboard at the start", .paced) struct StartTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    @Test(
        "without arguments it shows four graphs on 80×23, and a sweep takes the registry down within seconds")
    func sawTooth() async throws {
        try await Pane.show([], in: folder) { pane in
            let screen = try await pane.wait(for: "q quit")
            #expect(screen.contains("scenario:churn") && screen.contains("⟳ 5 s"))
            for graph in ["registry", "phantoms", "threads", "heap growth"] {
                #expect(screen.contains("╭ \(graph) ─"))
            }
            var peaks = ["registry": 0, "phantoms": 0]
            try await pane.wait(for: "entries to grow and to be swept") { screen in
                var hasFallen = true
                for (graph, peak) in peaks {
                    let value = screen.value(of: graph) ?? 0
                    peaks[graph] = max(peak, value)
                    if value * 2 > peak || peak < 300 { hasFallen = false }
                }
                return hasFallen && screen.contains("▲ sweep")
            }
            let after = try await pane.wait(for: "a mark on every time axis") { screen in
                let axes = screen.rows.filter { $0.hasPrefix("╰") }
                return axes.count == 2 && axes.allSatisfy { $0.contains("▲") }
            }
            #expect(after.contains("examined") && after.contains("weakened") && !after.contains("missed"))
        }
    }

    @Test("the screen is there before Python is up, and can be left again")
    func beforePython() async throws {
        // As good as a Python that takes for ever to start: the module that is loaded keeps the GIL.
        try folder.write("import ctypes\nctypes.PyDLL(None).pause()\n", to: "slow.py")
        try await Pane.show(["slow.py"], in: folder) { pane in
            let screen = try await pane.wait(for: "the whole first frame") {
                $0.contains("starting Python …") && $0.contains("q quit")
            }
            for graph in ["registry", "phantoms", "threads", "heap growth"] {
                #expect(screen.contains("╭ \(graph) ─"))
            }
            // No plan runs, so nothing is asked; Python is given up after 5 s.
            try await pane.press("q")
            #expect(try await pane.code() == 3)
            try await pane.wait(for: "phantop: Python did not stop; left without finalising it")
        }
    }

    @Test("while Python runs a file it counts plans and steps, and says at the end how it went")
    func finishes() async throws {
        try folder.workload("quick.py")
        try await Pane.show(["run", "quick.py", "--plans", "3", "--steps", "2"], in: folder) { pane in
            let screen = try await pane.wait(for: "the end of the run and an empty registry") {
                $0.contains("q leaves") && $0.value(of: "registry") == 0 && $0.value(of: "phantoms") == 0
            }
            #expect(screen.contains("quick.py  plan 3/3  ✓ finished"))
            #expect(screen.contains("3 plans, 6 steps") && screen.contains("plan runs: 3 Pass"))
            try await pane.press("q")
            #expect(try await pane.code() == 0)
        }
    }

    @Test(
        "a workload that cannot run takes the screen down again and says why", arguments: ["", "--headless"])
    func unusable(option: String) async throws {
        try folder.write("def plan(:\n", to: "broken.py")
        let arguments = ["broken.py"] + (option.isEmpty ? [] : [option])
        try await Pane.show(arguments, in: folder) { pane in
            #expect(try await pane.code() == 2)
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(screen.contains("phantop: broken.py:1: SyntaxError"))
            #expect(try await pane.isRestored())
        }
    }
}
