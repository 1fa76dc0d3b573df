import TerminalUI
import Testing

@Suite struct CanvasTests {
    @Test("a new canvas is blank") func blank() {
        #expect(Canvas(size: Size(columns: 3, rows: 2)).text == "\n")
    }
}
