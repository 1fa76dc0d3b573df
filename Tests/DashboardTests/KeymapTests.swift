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

    @Test("the help is complete on 80 columns and 23 rows, and elsewhere by scrolling")
    func complete() {
        var rehearsal = Rehearsal()
        rehearsal.press(.character("?"))
        for binding in bindings { #expect(rehearsal.screen().contains(binding.purpose), "\(binding.keys)") }
        #expect(rehearsal.screen().contains("switch changed"))
        rehearsal.send(.resized(Size(columns: 46, rows: 9)))
        var words: Set<Substring> = []
        for _ in 0..<60 {
            words.formUnion(rehearsal.screen().split { $0.isWhitespace })
            rehearsal.press(.down)
        }
        for word in bindings.flatMap({ $0.purpose.split(separator: " ") }) {
            #expect(words.contains(word), "\(word)")
        }
    }

    @Test("the same key does the same thing in every view", arguments: ["e", "g", "1", "+", " "])
    func everywhere(_ key: String) {
        var commands: [[Command]] = []
        for page in ["", "?", "s", "l"] {
            var rehearsal = Rehearsal()
            rehearsal.churn(seconds: 1)
            rehearsal.type(page + key)
            commands.append(rehearsal.commands)
        }
        #expect(commands[0].count == 1)
        #expect(commands.allSatisfy { $0 == commands[0] }, "\(commands)")
    }

    @Test("what the key bar says is pressed can be pressed")
    func captions() {
        for caption in bindings.compactMap(\.caption) where caption.keys != "1-3" {
            for character in caption.keys.split(separator: "/").map({
                $0 == "␣" ? " " : Character(String($0))
            }) {
                #expect(Keymap.standard.action(for: .character(character)) != nil, "\(character)")
            }
        }
    }

    @Test("no two captions have the same rank, so that a narrow key bar is always the same")
    func ranks() {
        let ranks = bindings.compactMap(\.caption?.rank)
        #expect(Set(ranks).count == ranks.count)
    }

    @Test("the help and the key bar are written in ASCII where a terminal knows nothing else")
    func ascii() {
        var rehearsal = Rehearsal(glyphs: .ascii)
        rehearsal.churn(seconds: 12)
        #expect(rehearsal.screen().allSatisfy { $0.isASCII })
        for key in "e?slhEy1g+q" {
            rehearsal.type(String(key))
            #expect(rehearsal.screen().allSatisfy { $0.isASCII }, "after \(key)")
        }
    }
}
