/// A canvas as text with the escape sequences of colours and attributes (ECMA-48, SGR), as `cat` or `less -R` shows it.
public struct AnsiText: Sendable {
    /// The text, with a line end after each row.
    public let text: String

    /// Creates the text of a canvas.
    public init(_ canvas: Canvas, theme: Theme) {
        var text = ""
        for row in 0..<canvas.size.rows {
            var style: Style?
            for column in 0..<canvas.size.columns {
                let cell = canvas[column, row]
                guard !cell.isContinuation else { continue }
                if cell.style != style { text += Self.sequence(cell.style, theme) }
                style = cell.style
                text.append(cell.character)
            }
            text += "\u{1B}[0m\n"
        }
        self.text = text
    }

    private static func sequence(_ style: Style, _ theme: Theme) -> String {
        let look = theme[style.role]
        let known: [(Attributes, Int)] = [(.bold, 1), (.dim, 2), (.underline, 4), (.reverse, 7)]
        let attributes = look.attributes.union(style.attributes)
        let codes = known.filter { attributes.contains($0.0) }.map { "\($0.1)" }
        let colors =
            code(look.foreground, base: 30) + code(look.background ?? theme.background, base: 40)
        return "\u{1B}[" + (["0"] + codes + colors).joined(separator: ";") + "m"
    }

    /// - Parameter base: 30 for the foreground, 40 for the background.
    private static func code(_ color: Color, base: Int) -> [String] {
        switch color {
        case .terminal: []
        case .palette(let index) where index < 8: ["\(base + Int(index))"]
        case .palette(let index) where index < 16: ["\(base + 52 + Int(index))"]
        case .palette(let index): ["\(base + 8);5;\(index)"]
        case .rgb(let red, let green, let blue): ["\(base + 8);2;\(red);\(green);\(blue)"]
        }
    }
}
