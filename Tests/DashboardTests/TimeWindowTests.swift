import Testing

@testable import Dashboard

@Suite("TimeWindow")
struct TimeWindowTests {
    private let second: Int64 = 1_000_000_000

    @Test("the first window begins with the session")
    func first() {
        let window = TimeWindow(showing: 3 * second, columns: 66)
        #expect(window.start == 0)
        #expect(window.end == 33 * second)
    }

    @Test("the window stands still, then steps by about an eighth, and always contains the present")
    func steps() {
        var starts: [Int64] = []
        for tenth in 0..<2000 {
            let now = Int64(tenth) * second / 10
            let window = TimeWindow(showing: now, columns: 66)
            #expect(window.start <= now && now < window.end)
            if starts.last != window.start { starts.append(window.start) }
        }
        for (before, after) in zip(starts, starts.dropFirst()) { #expect(after - before == 4 * second) }
    }

    @Test("a moment falls into the column that contains it")
    func columns() {
        let window = TimeWindow(showing: 100 * second, columns: 66)
        #expect(window.column(of: window.start) == 0)
        #expect(window.column(of: window.start + second) == 2)
        #expect(window.column(of: window.start - 1) == -1)
        #expect(window.column(of: window.end) == 66)
    }

    @Test("labels stand at round moments with room between them", arguments: [2, 12, 66, 186, 1000])
    func labels(_ columns: Int) {
        let window = TimeWindow(showing: 12_345 * second, columns: columns)
        let moments = window.roundMoments(apart: 20)
        for moment in moments { #expect(moment.isMultiple(of: 10 * second)) }
        for (before, after) in zip(moments, moments.dropFirst()) { #expect(after - before >= 10 * second) }
    }

    @Test("a window without columns is empty", arguments: [-1, 0])
    func empty(_ columns: Int) {
        let window = TimeWindow(showing: 100 * second, columns: columns)
        #expect(window.start == window.end)
        #expect(window.roundMoments(apart: 20).isEmpty)
    }
}
