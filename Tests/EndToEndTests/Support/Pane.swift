import Foundation

/// The program in a tmux window of its own, as a person sees it.
final class Pane {
    private let folder: Folder

    private static let usualSize = (columns: 80, rows: 23)

    /// Shows the program until the body is done with it.
    static func show(
        _ arguments: [String], size: (columns: Int, rows: Int) = usualSize, in folder: Folder,
        environment: [String: String] = [:], directory: String? = nil, hasJobControl: Bool = false,
        _ body: (Pane) async throws -> Void
    ) async throws {
        try folder.write("set -g status off\n", to: "tmux.conf")
        // In the foreground, so that it ends with the test whatever happens; its windows hang up then.
        let server = try Program(
            ["-D", "-u", "-f", folder("tmux.conf"), "-S", folder("tmux")], of: "tmux", in: folder)
        let pane = Pane(folder: folder)
        // The socket is there a moment before anybody listens at it.
        _ = try await Patience.wait(for: "tmux", evidence: { server.errors }) {
            try? await pane.tmux(["show-options", "-g"])
        }
        try await pane.start(arguments, size, environment, directory ?? folder.path, hasJobControl)
        do {
            try await body(pane)
        } catch {
            pane.end()
            throw error
        }
        pane.end()
        server.signal(SIGTERM)
        _ = try await server.outcome()
    }

    private init(folder: Folder) { self.folder = folder }

    /// Ends what still runs there: a run would outlive its terminal.
    private func end() { Program.end(folder.line("process")) }

    /// Says when the program stands still, and brings it back when a person presses Enter.
    private static let jobControl = """
        code=$?
        while [ $code -gt 145 ] && [ $code -lt 149 ]; do
            stty -a > stopped
            # Nobody can do that before SIGSTOP.
            stty sane
            echo THE PROGRAM STANDS STILL
            read line
            if [ -n "$IN_BACKGROUND" ]; then
                bg %1
                wait %1
            else
                fg %1
            fi
            code=$?
        done
        sh -c "exit $code"
        """

    private func start(
        _ arguments: [String], _ size: (columns: Int, rows: Int), _ environment: [String: String],
        _ directory: String, _ hasJobControl: Bool
    ) async throws {
        let words = [Program.phantop] + arguments
        let variables = environment.map { "export \($0)=\(Self.quoted($1))" }
        // The shell outlives a hang-up, so that it can tell how the program ended. A trap that does something
        // is not inherited: the program gets the signal as usual.
        // Of a pane before this one in the same folder.
        for name in ["process", "code"] { try? FileManager.default.removeItem(atPath: folder(name)) }
        try folder.write(
            """
            trap : HUP
            stty -a > before
            \(hasJobControl ? "set -m" : "")
            \(variables.joined(separator: "\n"))
            sh -c 'echo $$ > process; cd "$0"; exec "$@"' \(Self.quoted(directory)) \(words.map(Self.quoted).joined(separator: " "))
            \(hasJobControl ? Self.jobControl : "")
            echo $? > code
            stty -a > after
            echo THE PROGRAM HAS ENDED
            read line
            """, to: "session.sh")
        try await tmux(["new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)", "sh session.sh"])
    }

    private static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }

    @discardableResult
    private func tmux(_ arguments: [String]) async throws -> String {
        let outcome = try await Program.run(
            ["-N", "-u", "-S", folder("tmux")] + arguments, of: "tmux", in: folder)
        guard outcome.code == 0 else {
            throw Patience.Exhausted(description: "tmux \(arguments): \(outcome.errors)")
        }
        return outcome.output
    }

    // MARK: What a person does

    /// Presses keys, named as tmux names them: `q`, `Enter`, `Escape`.
    func press(_ keys: String...) async throws { try await tmux(["send-keys"] + keys) }

    /// Clicks on a cell, as a terminal reports it: columns and rows count from 1 there.
    func click(column: Int, row: Int) async throws {
        let report = "\u{1B}[<0;\(column + 1);\(row + 1)M"
        try await tmux(["send-keys", "-H"] + report.utf8.map { String($0, radix: 16) })
    }

    func resize(columns: Int, rows: Int) async throws {
        try await tmux(["resize-window", "-x", "\(columns)", "-y", "\(rows)"])
    }

    /// Closes the terminal.
    func close() async throws { try await tmux(["kill-pane"]) }

    func signal(_ signal: Int32) async throws {
        kill(try await worker(), signal)
    }

    /// The process that runs the plans: the shell waits for another one, which waits for this one.
    func worker() async throws -> Int32 {
        try await Patience.wait(for: "the process") { Program.worker(of: folder.line("process")) }
    }

    /// The process that the shell waits for.
    func guardian() async throws -> Int32 {
        try await Patience.wait(for: "the process") { folder.line("process").flatMap(Int32.init) }
    }

    // MARK: What a person sees

    /// The rows of the screen.
    func screen() async throws -> Screen { Screen(text: try await tmux(["capture-pane", "-p"])) }

    /// The same with its colours, as escape sequences.
    func colors() async throws -> String { try await tmux(["capture-pane", "-p", "-e"]) }

    /// Waits until the screen shows something, and returns it.
    @discardableResult
    func wait(
        for what: String, atMost limit: Duration = Patience.usual, until isThere: (Screen) -> Bool
    ) async throws -> Screen {
        try await Patience.wait(
            for: what, atMost: limit, evidence: { "the screen shows:\n\(try await screen().text)" }
        ) {
            let screen = try await screen()
            return isThere(screen) ? screen : nil
        }
    }

    /// Waits until a text is on the screen.
    @discardableResult
    func wait(for text: String, atMost limit: Duration = Patience.usual) async throws -> Screen {
        try await wait(for: "'\(text)'", atMost: limit) { $0.text.contains(text) }
    }

    /// Whether the program is gone from the second screen, the cursor is there again and the mouse free.
    func isRestored() async throws -> Bool {
        try await tmux(["display-message", "-p", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"])
            == "0 1 0\n"
    }

    /// Whether the modes of the terminal are what they were before the program.
    var hasSameModes: Bool { folder.read("before") != nil && folder.read("before") == folder.read("after") }

    /// Waits until the program has ended, and returns its exit code.
    func code(atMost limit: Duration = Patience.usual) async throws -> Int32 {
        try await Patience.wait(
            for: "the end of the program", atMost: limit,
            evidence: { "the screen shows:\n\(try await screen().text)" }
        ) { ended }
    }

    /// The same when there is no screen any more to look at.
    func hungUpCode() async throws -> Int32 {
        try await Patience.wait(for: "the end of the program") { ended }
    }

    private var ended: Int32? { folder.line("code").flatMap(Int32.init) }
}

/// What a terminal shows.
struct Screen {
    let text: String

    var rows: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    func contains(_ text: String) -> Bool { self.text.contains(text) }

    /// The number in front of the unit in the frame of a graph: `╭ registry ──── 1,400 entries ╮`.
    func value(of graph: String) -> Int? { number(after: " \(graph) ─") }

    /// The first number after a text.
    func number(after label: String) -> Int? {
        guard let found = text.range(of: label) else { return nil }
        let digits = text[found.upperBound...].drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "," }
        return Int(digits.filter(\.isNumber))
    }
}
