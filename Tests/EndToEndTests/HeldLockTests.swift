import Foundation
import Testing

@Suite("the dashboard while a step sits on the GIL", .paced) struct HeldLockTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try folder.workload("hog.py")
        try folder.workload("contend.py")
    }

    private func show(
        _ workload: String = "hog.py", _ body: (Pane) async throws -> Void
    ) async throws {
        try await Pane.show([workload, "--plans", "1", "--steps", "1"], in: folder) { pane in
            try await pane.wait(for: "▸ Hog")
            try await body(pane)
        }
    }

    /// Lets the step go on.
    private func open() throws {
        let gate = try FileHandle(forWritingTo: URL(fileURLWithPath: folder("gate")))
        try gate.close()
    }

    @Test("keys are answered at once, and what has to wait for the GIL is shown as pending until it happened")
    func answers() async throws {
        try await show { pane in
            try await pane.press("+")
            try await pane.wait(for: "⟳ 60 s")
            try await pane.press("t")
            try await pane.wait(for: "theme light")
            try await pane.press("1")
            try await pane.wait(for: "stock  ⟳")
            try await pane.press("2")
            try await pane.wait(for: "sweep  ⟳")
            try await pane.press("?")
            try await pane.wait(for: "╭ keys ")
            try await pane.press("?")
            try await pane.press("Space")
            try await pane.wait(for: "the answer to a pause") {
                $0.contains("pausing …") || $0.contains("‖ paused")
            }
            try await pane.press("Space")
            try await pane.wait(for: "▸ Hog")
            try await pane.press("e")
            try await pane.wait(for: "evict …  waits for the GIL while Hog runs")
            try open()
            let screen = try await pane.wait(for: "q leaves")
            #expect(!screen.contains("evict …"))
            #expect(screen.contains("1 plan, 1 step") && screen.contains("1 Pass"))
        }
    }

    @Test("the graphs go on, because no probe needs the GIL")
    func measures() async throws {
        try await show { pane in
            let before = try await pane.wait(for: "the time") { Self.clock($0) != nil }
            try await pane.wait(for: "the next second") {
                Self.clock($0) != nil && Self.clock($0) != Self.clock(before)
            }
            try open()
            try await pane.wait(for: "q leaves")
        }
    }

    @Test("a second q leaves within a second, with the terminal restored and exit code 3")
    func abandons() async throws {
        try await show { pane in
            try await pane.press("q")
            try await pane.wait(for: "stop the run and leave?")
            try await pane.press("y")
            try await pane.wait(for: "stopping, waits for Hog …  q again leaves at once")
            let (asked, clock) = (ContinuousClock.now, ContinuousClock())
            try await pane.press("q")
            #expect(try await pane.code() == 3)
            #expect(clock.now - asked < .seconds(1))
            let screen = try await pane.wait(for: "THE PROGRAM HAS ENDED")
            #expect(screen.contains("phantop: Python did not stop (the step Hog is still running)"))
            #expect(try await pane.isRestored())
            #expect(pane.hasSameModes)
        }
    }

    @Test(
        "threads that the step has started are shown to wait for the GIL, longer and longer, until it is free"
    )
    func waits() async throws {
        try await show("contend.py") { pane in
            try await pane.press("T")
            // They bear the name of the thread that started them, which has the GIL and waits for nothing.
            func waiting(_ screen: Screen, beyond seconds: Double) -> Int {
                screen.rows.compactMap {
                    $0.firstMatch(of: #/python .* >([0-9.]+) s\s/#).flatMap { Double($0.1) }
                }
                .count { $0 > seconds }
            }
            try await pane.wait(for: "two waits beyond a second") { waiting($0, beyond: 1) == 2 }
            try await pane.wait(for: "two waits beyond two seconds") { waiting($0, beyond: 2) == 2 }
            try open()
            try await pane.wait(for: "✓ finished")
            try await pane.wait(for: "no wait any more") { waiting($0, beyond: 0) == 0 }
        }
    }

    private static func clock(_ screen: Screen) -> Substring? {
        screen.text.firstMatch(of: /steps +(\d+:\d\d)/)?.1
    }
}
