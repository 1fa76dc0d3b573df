import Testing

@testable import Dashboard

@Suite("TimeGrid")
struct TimeGridTests {
    private let second: Int64 = 1_000_000_000

    private func usual(_ columns: Int, isStepping: Bool = true, phase: Int64 = 0) -> TimeGrid {
        TimeGrid(
            columns: columns, columnWidth: ZoomLadder.usual(columns: columns), isStepping: isStepping,
            phase: phase)
    }

    @Test("the first window begins with the session")
    func first() {
        let window = usual(66).window(showing: 3 * second)
        #expect(window.start == 0)
        #expect(window.end == 66 * second)
    }

    @Test(
        "the window stands still, then steps by a round time, and always contains the present",
        arguments: [(66, 10), (186, 10), (26, 2), (600, 30)])
    func steps(_ columns: Int, _ step: Int64) {
        var starts: [Int64] = []
        for tenth in 0..<10_000 {
            let now = Int64(tenth) * second / 10
            let window = usual(columns).window(showing: now)
            #expect(window.start <= now && now < window.end)
            if starts.last != window.start { starts.append(window.start) }
        }
        for (before, after) in zip(starts, starts.dropFirst()) { #expect(after - before == step * second) }
    }

    @Test("at every zoom a step is about an eighth of the width, in whole cells")
    func eighth() {
        for columns in [26, 66, 100, 186, 400] {
            for width in ZoomLadder.widths {
                let grid = TimeGrid(columns: columns, columnWidth: width)
                #expect(grid.step % (2 * width) == 0)
                let eighths = Double(grid.step) * 8 / Double(grid.width)
                #expect((0.45...2.2).contains(eighths), "\(columns) columns of \(width): \(eighths)")
            }
        }
    }

    @Test("who wants to sees every column come and go")
    func scrolling() {
        let grid = usual(66, isStepping: false)
        #expect(grid.window(showing: 100 * second).end == 101 * second)
        #expect(grid.window(showing: 101 * second).end == 102 * second)
        for moment in grid.window(showing: 101 * second).roundMoments(apart: 20).moments {
            #expect(moment.isMultiple(of: 20 * second))
        }
    }

    @Test("a moment falls into the column that contains it")
    func columns() {
        let window = usual(66).window(showing: 100 * second)
        #expect(window.column(of: window.start) == 0)
        #expect(window.column(of: window.start + second) == 1)
        #expect(window.column(of: window.start - 1) == -1)
        #expect(window.column(of: window.end) == 66)
        #expect(window.span(of: 3..<5) == (window.start + 3 * second)..<(window.start + 5 * second))
        #expect(window.cell(of: window.start + 3 * second) == 2..<4)
        #expect(window.contains(window.start) && !window.contains(window.end))
    }

    @Test(
        "labels stand in the same columns of every window, with room between them",
        arguments: [2, 12, 26, 66, 186, 1000])
    func labels(_ columns: Int) {
        let places = Set(
            (0..<50).map { number in
                let window = usual(columns).window(showing: Int64(number) * 777 * second)
                return window.roundMoments(apart: 20).moments.map(window.column)
            })
        #expect(places.count == 1)
        let columns = places.first ?? []
        for (before, after) in zip(columns, columns.dropFirst()) { #expect(after - before >= 20) }
    }

    @Test("every usual width has labels at every zoom")
    func labelled() {
        for width in ZoomLadder.widths {
            let window = TimeGrid(columns: 66, columnWidth: width).window(from: 0)
            #expect(!window.roundMoments(apart: 20).moments.isEmpty, "\(width)")
        }
    }

    @Test("labels of a usual window are multiples of ten seconds", arguments: [66, 186])
    func round(_ columns: Int) {
        for moment in usual(columns).window(showing: 12_345 * second).roundMoments(apart: 20).moments {
            #expect(moment.isMultiple(of: 10 * second))
        }
    }

    @Test("with a clock that is not round when the session begins, windows begin at its round times")
    func phase() {
        // The session began 3.4 s after a round time, so that the next one was 6.6 s later.
        let grid = usual(66, phase: -3_400_000_000)
        for now in 0..<200 {
            let window = grid.window(showing: Int64(now) * second)
            #expect(window.contains(Int64(now) * second))
            #expect((window.start + 4 * second) % (10 * second) == 0)
        }
    }

    @Test("a window without columns is empty", arguments: [-1, 0])
    func empty(_ columns: Int) {
        let window = usual(columns).window(showing: 100 * second)
        #expect(window.start == window.end)
        #expect(window.roundMoments(apart: 20).moments.isEmpty)
    }
}
