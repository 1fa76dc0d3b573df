import Testing

@testable import Preferences

@Suite("Preferences")
struct PreferencesTests {
    private let known: [String: Preferences.Kind] = [
        "theme": .value, "interval": .value, "bell": .flag, "threshold": .pairs(table: "thresholds"),
    ]

    private func arguments(_ text: String) throws -> [String] {
        try Preferences(text, file: "config.toml", known: known).options.flatMap(\.arguments)
    }

    private func problem(_ text: String) -> String {
        do {
            _ = try Preferences(text, file: "config.toml", known: known)
            return "no error"
        } catch {
            return error.description
        }
    }

    @Test("keys are options as they would be typed, in their order")
    func options() throws {
        let text = """
            theme = "my dark"  # a comment
            interval = 2.5
            bell = false
            [thresholds]
            heap = "50MB"
            registry = 100_000
            """
        #expect(
            try arguments(text) == [
                "--theme=my dark", "--interval=2.5", "--no-bell", "--threshold=heap=50MB",
                "--threshold=registry=100000",
            ])
    }

    @Test("nothing is no option", arguments: ["", "\n# only a comment\n"])
    func empty(text: String) throws {
        #expect(try arguments(text).isEmpty)
    }

    @Test(
        "what is wrong is told with file, line and key",
        arguments: [
            (
                "\ncolour = 1",
                "config.toml:2: colour: unknown key, use one of [thresholds], bell, interval, theme"
            ),
            ("bell = 1", "config.toml:1: bell: 1 is neither true nor false"),
            ("bell = \"true\"", "config.toml:1: bell: \"true\" is neither true nor false"),
            ("theme = [1]", "config.toml:1: theme: give it a number, or a text in quotes"),
            ("thresholds = 5", "config.toml:1: thresholds: write it as a table, [thresholds]"),
            (
                "[thresholds]\nheap = []",
                "config.toml:2: thresholds.heap: give it a number, or a text in quotes"
            ),
            ("interval =", "config.toml:1: interval: a value is missing here"),
            ("interval = 5\n\ninterval = 6", "config.toml:3: interval: interval is in the file twice"),
        ])
    func broken(text: String, message: String) {
        #expect(problem(text) == message)
    }

    @Test("control characters in a key do not reach the terminal")
    func hostile() {
        #expect(!problem("\"a\u{1B}[31m\" = 1").contains("\u{1B}"))
    }
}
