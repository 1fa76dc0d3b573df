import Foundation
import Testing

@Suite("the dashboard under a shell's job control", .paced) struct JobControlTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    /// Waits until the shell says that the program stands still, with the terminal as it was before.
    private func expectStopped(_ pane: Pane) async throws {
        try await pane.wait(for: "THE PROGRAM STANDS STILL")
        #expect(try await pane.isRestored())
        #expect(folder.read("stopped") == folder.read("before"))
    }

    @Test("Ctrl-Z leaves the terminal to the shell, and fg shows the dashboard again")
    func suspend() async throws {
        try await Pane.show([], in: folder, hasJobControl: true) { pane in
            try await pane.wait(for: "▸")
            try await pane.press("C-z")
            try await expectStopped(pane)
            try await pane.press("Enter")
            try await pane.wait(for: "╭ registry ─")
            try await pane.press("q", "y")
            #expect(try await pane.code() == 0)
            #expect(try await pane.isRestored())
        }
    }

    @Test("a stop from outside does the same", arguments: [SIGTSTP, SIGSTOP])
    func outside(signal: Int32) async throws {
        try await Pane.show([], in: folder, hasJobControl: true) { pane in
            try await pane.wait(for: "▸")
            try await pane.signal(signal)
            // Nobody can put the terminal back after SIGSTOP: what the shell says then stands wherever the cursor stood.
            if signal == SIGTSTP {
                try await expectStopped(pane)
            } else {
                try await Patience.wait(for: "the shell to notice") { folder.read("stopped").map { _ in } }
            }
            try await pane.press("Enter")
            try await pane.wait(for: "the whole dashboard") {
                $0.contains("╭ registry ─") && $0.contains("? help") && !$0.contains("STANDS STILL")
            }
            try await pane.press("q", "y")
            #expect(try await pane.code() == 0)
        }
    }

    @Test("in the background the run goes on, and what is killed there leaves at once")
    func background() async throws {
        try folder.write(
            """
            from opentap import *
            import time
            class Beat(TestStep):
                def Run(self):
                    with open("beats", "a") as file: file.write(".")
                    time.sleep(0.05)
            """, to: "beat.py")
        try await Pane.show(
            ["beat.py", "--plans", "0"], in: folder, environment: ["IN_BACKGROUND": "1"], hasJobControl: true
        ) { pane in
            try await pane.wait(for: "▸")
            try await pane.press("C-z")
            try await expectStopped(pane)
            let beats = folder.read("beats")?.count ?? 0
            try await pane.press("Enter")
            try await Patience.wait(for: "steps in the background") {
                folder.read("beats")?.count ?? 0 > beats + 5 ? () : nil
            }
            #expect(try await pane.isRestored())
            try await pane.signal(SIGTERM)
            #expect(try await pane.code() == 143)
        }
    }
}
