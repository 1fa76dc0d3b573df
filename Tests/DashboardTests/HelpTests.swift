import TerminalUI
import TestSupport
import Testing

@testable import Dashboard

@Suite("the help") struct HelpTests {
    /// Who looks at it.
    enum Reader: String, CaseIterable, Sendable {
        case running, ended, watching, replaying
    }

    private func help(_ reader: Reader, size: Size = Size(columns: 80, rows: 23)) -> Rehearsal {
        var rehearsal = Rehearsal(size: size) { configuration in
            switch reader {
            case .running, .ended: break
            case .watching:
                configuration.source = .attached
                configuration.habits.isReadOnly = true
            case .replaying: configuration.source = .replayed
            }
        }
        rehearsal.churn(seconds: 12)
        if reader == .ended { rehearsal.finish() }
        rehearsal.press(.character("?"))
        return rehearsal
    }

    /// Keys that ask Python for something, those that ask the plans, and those that only play a record.
    private static let (python, plans, playing): (Set<Character>, Set<Character>, Set<Character>) = (
        Set("eEgn"), Set("i123+- "), [",", "."]
    )

    @Test(
        "80 columns and 23 rows show every key that works, and none that does not", arguments: Reader.allCases
    )
    func complete(_ reader: Reader) {
        let lines = help(reader).screen().split(separator: "\n").filter { $0.hasPrefix("│") }
        let words = Set(lines.joined().split { $0.isWhitespace || $0 == "│" })
        let keys = Keymap.standard.bindings.flatMap(\.actions).map(\.key)
        for case .character(let key) in keys where key != "=" && !"kjhl".contains(key) {
            let works =
                switch reader {
                case .running: !Self.playing.contains(key)
                case .ended: !Self.plans.union(Self.playing).contains(key)
                case .watching: !Self.plans.union(Self.python).union(Self.playing).contains(key)
                case .replaying: !Self.python.contains(key) && !"i123d".contains(key)
                }
            #expect(words.contains(key == " " ? "␣" : "\(key)") == works, "\(key)")
        }
        for name in ["↑", "↓", "←", "→", "PgUp", "PgDn", "Home", "End", "Enter", "Esc"] {
            #expect(words.contains(Substring(name)), "\(name)")
        }
    }

    @Test("it says what keys do where it is read", arguments: [Reader.watching, .replaying])
    func recorded(_ reader: Reader) {
        for (columns, rows) in [(80, 23), (120, 40), (40, 10)] {
            let screen = help(reader, size: Size(columns: columns, rows: rows)).screen()
            #expect(Golden().difference(screen, from: "help-\(reader)-\(columns)x\(rows)") == nil)
        }
    }

    @Test("below the keys, scrolling tells of each in a sentence", arguments: Reader.allCases)
    func sentences(_ reader: Reader) {
        var rehearsal = help(reader)
        rehearsal.press(.end)
        let (screen, isReplay) = (rehearsal.screen(), reader == .replaying)
        #expect(screen.contains(isReplay ? "q          leave" : "q          "))
        #expect(!screen.contains(/↓ \d/))
    }
}
