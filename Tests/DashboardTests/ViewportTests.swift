import Testing

@testable import Dashboard

@Suite("Viewport")
struct ViewportTests {
    private let second: Int64 = 1_000_000_000

    private func after(_ seconds: Int64) -> Viewport.Surroundings {
        Viewport.Surroundings(columns: 66, now: seconds * second)
    }

    @Test("it follows the present until somebody scrolls, and again when they come back to it")
    func following() {
        var viewport = Viewport()
        #expect(viewport.window(in: after(1000)).contains(1000 * second))
        viewport.scroll(byWidths: -1, in: after(1000))
        #expect(!viewport.isFollowing)
        let window = viewport.window(in: after(1000))
        #expect(window.end <= 1000 * second)
        #expect(viewport.window(in: after(5000)) == window)
        viewport.scroll(byWidths: 1, in: after(1000))
        #expect(viewport.isFollowing)
        viewport.showOldest(in: after(1000))
        #expect(viewport.window(in: after(1000)).start == 0)
        viewport.follow()
        #expect(viewport.window(in: after(1000)).contains(1000 * second))
    }

    @Test("it scrolls to the very beginning and no further")
    func beginning() {
        var viewport = Viewport()
        for _ in 0..<100 { viewport.scroll(byWidths: -0.5, in: after(1000)) }
        #expect(viewport.window(in: after(1000)).start == 0)
    }

    @Test("windows that are scrolled to overlap by half, so that nothing is missed")
    func overlap() {
        var viewport = Viewport()
        var starts: [Int64] = []
        for _ in 0..<5 {
            viewport.scroll(byWidths: -0.5, in: after(1000))
            starts.append(viewport.window(in: after(1000)).start)
        }
        for (later, earlier) in zip(starts, starts.dropFirst()) { #expect(later - earlier == 30 * second) }
    }

    @Test("the cursor appears at the newest value and moves by columns, and the window goes with it")
    func cursor() {
        var viewport = Viewport()
        viewport.moveCursor(by: -1, in: after(1000))
        #expect(viewport.cursor == 1000 * second)
        viewport.moveCursor(by: 1, in: after(1000))
        #expect(viewport.cursor == 1000 * second)
        for _ in 0..<200 {
            viewport.moveCursor(by: -1, in: after(1000))
            #expect(viewport.window(in: after(1000)).contains(viewport.cursor ?? -1))
        }
        #expect(viewport.cursor == 800 * second)
        for _ in 0..<300 {
            viewport.moveCursor(by: 1, in: after(1000))
            #expect(viewport.window(in: after(1000)).contains(viewport.cursor ?? -1))
        }
        #expect(viewport.cursor == 1000 * second)
        for _ in 0..<2000 { viewport.moveCursor(by: -1, in: after(1000)) }
        #expect(viewport.cursor == 0)
    }

    @Test("on an earlier time the cursor appears in sight")
    func earlier() {
        var viewport = Viewport()
        viewport.showOldest(in: after(1000))
        viewport.moveCursor(by: -1, in: after(1000))
        #expect(viewport.cursor == 65 * second)
        #expect(viewport.window(in: after(1000)).start == 0)
    }

    @Test("while a moment is read it stays in sight, however long")
    func held() {
        var viewport = Viewport()
        viewport.read(990 * second, in: after(1000))
        for later in stride(from: Int64(1000), to: 9000, by: 7) {
            #expect(viewport.window(in: after(later)).contains(990 * second))
        }
        viewport.hideCursor()
        #expect(viewport.window(in: after(9000)).contains(9000 * second))
    }

    @Test(
        "zooming keeps the moment that is read in sight and about where it was",
        arguments: [0, 500, 940, 999])
    func zoom(_ moment: Int64) {
        var viewport = Viewport()
        viewport.read(moment * second, in: after(1000))
        for isIn in [true, true, true, true, false, false, false, false, false, false, false, false, true] {
            let before = viewport.window(in: after(1000))
            _ = viewport.zoom(in: isIn, in: after(1000))
            let window = viewport.window(in: after(1000))
            #expect(window.contains(moment * second))
            let moved = abs(window.column(of: moment * second) - before.column(of: moment * second))
            #expect(moved <= 33 || moment < 33 || window.contains(1000 * second), "by \(moved)")
        }
    }

    @Test("zooming out ends when the whole run is in sight, and in at the finest that is remembered")
    func ends() {
        var viewport = Viewport()
        let month = after(30 * 86_400)
        while viewport.zoom(in: false, in: month) {}
        let window = viewport.window(in: month)
        #expect(window.start == 0 && window.contains(month.now))
        while viewport.zoom(in: true, in: month) {}
        #expect(viewport.window(in: month).columnWidth == 125_000_000)
        #expect(viewport.window(in: month).contains(month.now))
    }

    @Test("what is pointed at stays under the pointer while the wheel is turned")
    func wheel() {
        var viewport = Viewport()
        viewport.scroll(byWidths: -5, in: after(1000))
        let before = viewport.window(in: after(1000))
        let moment = before.beginning(of: 40)
        _ = viewport.zoom(in: true, about: moment, in: after(1000))
        let window = viewport.window(in: after(1000))
        #expect(window.columnWidth == 500_000_000)
        #expect(abs(window.column(of: moment) - 40) <= 5)
    }

    @Test("the cursor keeps its place on the screen when the graphs are scrolled")
    func scrolledCursor() {
        var viewport = Viewport()
        viewport.read(980 * second, in: after(1000))
        let column = viewport.window(in: after(1000)).column(of: 980 * second)
        viewport.scroll(byWidths: -3, in: after(1000))
        let window = viewport.window(in: after(1000))
        #expect(viewport.cursor.map(window.column) == column)
    }
}
