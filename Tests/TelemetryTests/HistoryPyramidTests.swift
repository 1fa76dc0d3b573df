import Testing

@testable import Telemetry

private let second: Int64 = 1_000_000_000

@Suite("HistoryPyramid")
struct HistoryPyramidTests {
    @Test("an empty history answers every column with a gap")
    func empty() {
        #expect(HistoryPyramid().columns(from: 0, width: second, count: 3) == [nil, nil, nil])
        #expect(HistoryPyramid().columns(from: 0, width: second, count: 0).isEmpty)
    }

    @Test("columns of whole buckets hold exactly their own samples")
    func aligned() {
        var history = HistoryPyramid()
        for tenth in 0..<100 { history.append(Double(tenth), at: Int64(tenth) * second / 10) }
        let columns = history.columns(from: 0, width: second / 2, count: 20)
        for (index, column) in columns.enumerated() {
            #expect(column?.minimum == Double(index * 5))
            #expect(column?.maximum == Double(index * 5 + 4))
            #expect(column?.first == Double(index * 5))
            #expect(column?.last == Double(index * 5 + 4))
            #expect(column?.mean == Double(index * 5 + 2))
            #expect(column?.count == 5)
        }
    }

    @Test("a short silence repeats the value before it, a long one is a gap")
    func gaps() {
        var history = HistoryPyramid()
        for elapsed in [0, 1, 3, 9] { history.append(Double(elapsed), at: Int64(elapsed) * second) }
        let columns = history.columns(from: 0, width: second, count: 12)
        #expect(columns.map(\.?.last) == [0, 1, 1, 3, nil, nil, nil, nil, nil, 9, nil, nil])
        #expect(columns[2]?.count == 0)
        #expect(columns[2]?.mean == 1)
    }

    @Test("a spike of one sample three days ago is visible at any zoom")
    func spike() {
        var history = HistoryPyramid()
        let day = 86_400 * second
        for moment in stride(from: 0, to: 4 * day, by: Int(10 * second)) {
            history.append(moment == day ? 1000 : 1, at: moment)
        }
        for width in [60, 600, 3600, 4 * 3600].map({ Int64($0) * second }) {
            let columns = history.columns(from: 0, width: width, count: Int(4 * day / width))
            #expect(columns[Int(day / width)]?.maximum == 1000, "columns of \(width) ns")
            #expect(columns.filter { $0?.maximum == 1000 }.count <= 40, "columns of \(width) ns")
        }
    }

    @Test("a month at 10 Hz fits into 512 KiB")
    func memory() {
        #expect(HistoryPyramid().greatestSize <= 512 << 10)
        #expect(8 * HistoryPyramid().greatestSize <= 5 << 20)
        #expect(HistoryPyramid().reach >= 31 * 86_400 * second)
    }

    @Test("a value that is not a number leaves a gap")
    func notANumber() {
        var history = HistoryPyramid()
        history.append(.nan, at: 0)
        history.append(.infinity, at: 0)
        history.append(1, at: -1)
        #expect(history.columns(from: 0, width: second, count: 1) == [nil])
    }

    @Test("after a silence longer than a level reaches, the levels above it still know what was before")
    func longSilence() {
        var history = HistoryPyramid(bucketNanoseconds: 1, bucketsPerLevel: 4, levels: 4)
        history.append(7, at: 0)
        history.append(9, at: 200)
        let columns = history.columns(from: 0, width: 64, count: 4, bridging: 0)
        #expect(columns.map(\.?.last) == [7, nil, nil, 9])
    }

    @Test("an answer looks at a few buckets for each column, of a month as of a minute")
    func work() {
        var history = HistoryPyramid()
        let month = 30 * 86_400 * second
        for elapsed in stride(from: 0, to: month, by: Int(30 * second)) { history.append(1, at: elapsed) }
        #expect(history.bucketsRead(from: 0, width: month / 186, count: 186) >= 186)
        for width in [second / 8, second, 10 * second, 600 * second, 3600 * second, 86_400 * second] {
            for end in [month, month / 2, month / 3] {
                let start = max(0, end - 186 * width)
                let read = history.bucketsRead(from: start, width: width, count: 186)
                #expect(read <= 10 * 186, "\(width) ns a column until \(end): \(read)")
            }
        }
    }
}
