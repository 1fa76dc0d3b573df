import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Keymap")
struct KeymapTests {
    private let bindings = Keymap.standard.bindings

    @Test("no key means two things")
    func noDuplicates() {
        let keys = bindings.flatMap(\.actions).map(\.key)
        #expect(Set(keys).count == keys.count)
    }

    @Test("every action has a key", arguments: Action.allCases)
    func reachable(_ action: Action) {
        let keys = bindings.flatMap(\.actions).filter { $0.action == action }.map(\.key)
        #expect(!keys.isEmpty)
        for key in keys { #expect(Keymap.standard.action(for: key) == action) }
    }

    @Test("every letter and sign that can be pressed is named in the help")
    func named() {
        for binding in bindings {
            for (key, _) in binding.actions {
                guard case .character(let character) = key else { continue }
                let written = character == " " ? "␣" : character
                #expect((binding.keys + " " + binding.purpose).contains(written), "\(character)")
            }
        }
    }

    @Test("all of the help can be read by scrolling, on any screen", arguments: [(80, 23), (46, 9), (30, 4)])
    func complete(_ columns: Int, _ rows: Int) {
        var rehearsal = Rehearsal(size: Size(columns: columns, rows: rows))
        rehearsal.press(.character("?"))
        var words: Set<Substring> = []
        var shown = ""
        while rehearsal.screen() != shown {
            shown = rehearsal.screen()
            words.formUnion(shown.split { $0.isWhitespace })
            rehearsal.press(.down)
        }
        let purposes =
            Keymap.standard.help(.everything).map(\.purpose).joined(separator: " ") + " switch changed"
        for word in purposes.split(separator: " ") {
            #expect(words.contains(word), "\(word)")
        }
    }

    @Test("the same key does the same thing in every view", arguments: ["e", "g", "1", "+", " "])
    func everywhere(_ key: String) {
        var commands: [[Command]] = []
        for page in Page.allCases {
            var rehearsal = Rehearsal()
            rehearsal.churn(seconds: 1)
            rehearsal.type(Keymap.standard.key(of: page.action) + key)
            commands.append(rehearsal.commands.filter { $0 != .findHolders })
        }
        #expect(commands[0].count == 1)
        #expect(commands.allSatisfy { $0 == commands[0] }, "\(commands)")
    }

    @Test("what the key bar says is pressed can be pressed")
    func captions() {
        let named: [String: [Key]] = [
            "1-3": [.character("1"), .character("2"), .character("3")],
            "+/-": [.character("+"), .character("-")],
            "␣": [.character(" ")], "↑↓": [.up, .down], "←→": [.left, .right], "Esc": [.escape],
            "Enter": [.enter], "End": [.end],
        ]
        for caption in Page.allCases.flatMap({ Keymap.standard.captions(on: $0) }) {
            for key in named[caption.keys] ?? [.character(Character(caption.keys))] {
                #expect(Keymap.standard.action(for: key) != nil, "\(key)")
            }
        }
    }

    @Test("no two captions have the same rank, so that a narrow key bar is always the same")
    func ranks() {
        for page in Page.allCases {
            let ranks = Keymap.standard.captions(on: page).map(\.rank)
            #expect(Set(ranks).count == ranks.count, "\(page)")
        }
    }

    @Test("the help and the key bar are written in ASCII where a terminal knows nothing else")
    func ascii() {
        var rehearsal = Rehearsal(glyphs: .ascii)
        rehearsal.churn(seconds: 12)
        #expect(rehearsal.screen().allSatisfy { $0.isASCII })
        for key in "e?sLHEy1g+o[zZ<czfq" {
            rehearsal.type(String(key))
            #expect(rehearsal.screen().allSatisfy { $0.isASCII }, "after \(key)")
        }
    }
}
