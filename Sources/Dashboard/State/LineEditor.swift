internal import TerminalUI

/// One line of text being typed.
struct LineEditor: Sendable, Equatable {
    /// Characters that it takes at most.
    private let longest: Int
    /// What it takes.
    private let characters: Characters
    private(set) var text = ""
    /// Characters before the cursor.
    private(set) var position = 0

    /// What can be typed.
    enum Characters: Sendable { case digits, ascii, anything }

    /// For text of any kind, as long as fits below the graphs on 80 columns.
    static let note = LineEditor(longest: 60, takes: .anything)
    /// For seconds.
    static let interval = LineEditor(takes: .digits)

    /// Begins with a text, and the cursor at its end.
    init(_ text: String = "", longest: Int = 20, takes characters: Characters = .ascii) {
        (self.longest, self.characters) = (longest, characters)
        (self.text, position) = (text, text.count)
    }

    /// The text without spaces at its ends.
    var trimmed: String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }

    /// Changes the text as a key says; keys that mean nothing here are ignored.
    mutating func press(_ key: Key) {
        switch key {
        case .character("\u{15}"): self = LineEditor(longest: longest, takes: characters)
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
        guard text.count < longest, isTaken(character),
            character.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
        else { return }
        text.insert(character, at: text.index(text.startIndex, offsetBy: position))
        // A mark joins the character before it.
        position = min(position + 1, text.count)
    }

    private func isTaken(_ character: Character) -> Bool {
        switch characters {
        case .digits: "0"..."9" ~= character || character == "."
        case .ascii: character.isASCII
        case .anything: true
        }
    }

    private mutating func remove(before end: Int) {
        guard end > 0, end <= text.count else { return }
        text.remove(at: text.index(text.startIndex, offsetBy: end - 1))
        position = end - 1
    }
}
