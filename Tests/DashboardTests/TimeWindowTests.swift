import Testing

@testable import Dashboard

@Suite("TimeWindow")
struct TimeWindowTests {
    private let second: Int64 = 1_000_000_000

    @Test("the first window begins with the session")
    func first() {
        let window = TimeWindow(showing: 3 * second, columns: 66)
        #expect(window.start == 0)
        #expect(window.end == 66 * second)
    }

    @Test(
        "the window stands still, then steps by a round time, and always contains the present",
        arguments: [(66, 10), (186, 20), (26, 2), (600, 60)])
    func steps(_ columns: Int, _ step: Int64) {
        var starts: [Int64] = []
        for tenth in 0..<10_000 {
            let now = Int64(tenth) * second / 10
            let window = TimeWindow(showing: now, columns: columns)
            #expect(window.start <= now && now < window.end)
            if starts.last != window.start { starts.append(window.start) }
        }
        for (before, after) in zip(starts, starts.dropFirst()) { #expect(after - before == step * second) }
    }

    @Test("a moment falls into the column that contains it")
    func columns() {
        let window = TimeWindow(showing: 100 * second, columns: 66)
        #expect(window.column(of: window.start) == 0)
        #expect(window.column(of: window.start + second) == 1)
        #expect(window.column(of: window.start - 1) == -1)
        #expect(window.column(of: window.end) == 66)
    }

    @Test(
        "labels stand in the same columns of every window, with room between them",
        arguments: [2, 12, 26, 66, 186, 1000])
    func labels(_ columns: Int) {
        let places = Set(
            (0..<50).map { number in
                let window = TimeWindow(showing: Int64(number) * 777 * second, columns: columns)
                return window.roundMoments(apart: 20).map(window.column)
            })
        #expect(places.count == 1)
        let columns = places.first ?? []
        for (before, after) in zip(columns, columns.dropFirst()) { #expect(after - before >= 20) }
    }

    @Test("labels of a usual window are multiples of ten seconds", arguments: [66, 186])
    func round(_ columns: Int) {
        for moment in TimeWindow(showing: 12_345 * second, columns: columns).roundMoments(apart: 20) {
            #expect(moment.isMultiple(of: 10 * second))
        }
    }

    @Test("a window without columns is empty", arguments: [-1, 0])
    func empty(_ columns: Int) {
        let window = TimeWindow(showing: 100 * second, columns: columns)
        #expect(window.start == window.end)
        #expect(window.roundMoments(apart: 20).isEmpty)
    }
}
