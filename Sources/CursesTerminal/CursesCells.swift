internal import CNcurses
internal import TerminalUI

/// Turns the characters of a canvas into what ncurses can print in the locale.
struct CursesCells {
    private let isUnicode: Bool
    private let ascii: [Character: Character]

    /// - Parameter isUnicode: whether the locale's encoding is UTF-8; if not, only ASCII is printed.
    init(isUnicode: Bool) {
        self.isUnicode = isUnicode
        var table: [Character: Character] = [:]
        if !isUnicode {
            for set in [GlyphSet.braille, .block] {
                for symbol in Symbol.allCases { table[set[symbol]] = GlyphSet.ascii[symbol] }
            }
        }
        ascii = table
    }

    /// The scalars to print for a cell, which ncurses takes for as wide as the canvas does; a base, then marks.
    func scalars(of cell: Cell) -> [wchar_t] {
        let scalars = cell.character.unicodeScalars.map { wchar_t(bitPattern: $0.value) }
        if scalars.count == 1, (0x20..<0x7F).contains(scalars[0]) { return scalars }
        guard isUnicode else { return plain(cell) }
        let fits =
            wcwidth(scalars[0]) == Int32(cell.width) && scalars.dropFirst().allSatisfy { wcwidth($0) == 0 }
        return fits ? scalars : [0xFFFD]
    }

    private func plain(_ cell: Cell) -> [wchar_t] {
        let substitute = ascii[cell.character] ?? "?"
        return [wchar_t(substitute.asciiValue ?? 0x3F)]
    }
}
