import TerminalUI
import Testing

@Suite struct BrailleGridTests {
    private func text(_ grid: BrailleGrid, _ glyphs: GlyphSet = .braille) -> [String] {
        (0..<grid.rows).map { row in
            String((0..<grid.columns).map { glyphs.character(forDots: grid.pattern(column: $0, row: row)) })
        }
    }

    @Test(
        "each dot has its bit in Unicode's patterns",
        arguments: zip(0..<8, ["⡀", "⠄", "⠂", "⠁", "⢀", "⠠", "⠐", "⠈"]))
    func dots(index: Int, shown: String) {
        var grid = BrailleGrid(columns: 1, rows: 1)
        grid.fill(dotColumn: index / 4, heights: (index % 4)...(index % 4))
        #expect(text(grid) == [shown])
    }

    @Test("a column reaches over rows, counted from below")
    func tall() {
        var grid = BrailleGrid(columns: 2, rows: 2)
        grid.fill(dotColumn: 2, heights: 2...5)
        #expect(text(grid) == [" ⡄", " ⠃"])
    }

    @Test("dots outside are left out", arguments: [(-1, 0...3), (4, 0...3), (0, -9...(-1)), (0, 8...99)])
    func outside(dotColumn: Int, heights: ClosedRange<Int>) {
        var grid = BrailleGrid(columns: 2, rows: 2)
        grid.fill(dotColumn: dotColumn, heights: heights)
        #expect(grid == BrailleGrid(columns: 2, rows: 2))
    }

    @Test("heights are clamped to the grid")
    func clamped() {
        var grid = BrailleGrid(columns: 1, rows: 1)
        grid.fill(dotColumn: 0, heights: Int.min...Int.max)
        #expect(text(grid) == ["⡇"])
    }

    @Test("every pattern has a character in every set, and only ASCII in ASCII", arguments: GlyphSet.allCases)
    func everyPattern(glyphs: GlyphSet) {
        for pattern in UInt8.min...UInt8.max {
            let character = glyphs.character(forDots: pattern)
            #expect((character == " ") == (pattern == 0))
            #expect(glyphs != .ascii || character.isASCII)
        }
    }

    @Test("in ASCII a rise, a fall, a high and a low line look different")
    func strokes() {
        var grid = BrailleGrid(columns: 5, rows: 1)
        let heights = [[0...1, 2...3], [2...3, 0...1], [3...3, 3...3], [0...0, 0...0], [0...3, 0...3]]
        for (index, height) in heights.joined().enumerated() { grid.fill(dotColumn: index, heights: height) }
        #expect(text(grid, .ascii) == ["/\\'.|"])
        #expect(text(grid, .block) == ["██▀▄█"])
    }
}
