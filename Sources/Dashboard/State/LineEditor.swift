internal import TerminalUI

/// One line of text being typed.
struct LineEditor: Sendable, Equatable {
    private static let longest = 20

    private(set) var text = ""
    /// Characters before the cursor.
    private(set) var position = 0

    /// Changes the text as a key says; keys that mean nothing here are ignored.
    mutating func press(_ key: Key) {
        switch key {
        case .character("\u{15}"): self = LineEditor()
        case .character(let character): insert(character)
        case .backspace: remove(before: position)
        case .delete: remove(before: position + 1)
        case .left: position = max(0, position - 1)
        case .right: position = min(text.count, position + 1)
        case .home: position = 0
        case .end: position = text.count
        default: break
        }
    }

    private mutating func insert(_ character: Character) {
        guard text.count < Self.longest, character.isASCII, (character.asciiValue ?? 0) >= 0x20 else {
            return
        }
        text.insert(character, at: text.index(text.startIndex, offsetBy: position))
        position += 1
    }

    private mutating func remove(before end: Int) {
        guard end > 0, end <= text.count else { return }
        text.remove(at: text.index(text.startIndex, offsetBy: end - 1))
        position = end - 1
    }
}
