import Telemetry
import Testing

@testable import Soak

@Suite("the past of all series on its way") struct SeriesHistoryTests {
    private static let second: Int64 = 1_000_000_000

    private func history(seconds: Int, gap: Range<Int> = 0..<0) -> SeriesHistory {
        var history = SeriesHistory()
        for tick in 0..<seconds * 8 where !gap.contains(tick / 8) {
            var snapshot = Snapshot()
            snapshot.moment.elapsed = Int64(tick) * Self.second / 8
            snapshot.registry.live = tick % 1000
            snapshot.threads = tick % 7 == 0 ? nil : tick % 5
            history.append(snapshot)
        }
        return history
    }

    @Test("what comes back draws the same columns at every width", arguments: [0, 1, 100, 3000])
    func same(seconds: Int) throws {
        let history = history(seconds: seconds, gap: 20..<70)
        var bytes: [UInt8] = []
        try ValueEncoder.value(of: history).write(to: &bytes)
        let copy = try ValueDecoder.decode(SeriesHistory.self, from: JSONReader.value(of: bytes[...]))
        for series in Series.allCases {
            for width in [Self.second / 4, Self.second, 30 * Self.second] {
                let (mine, its) = (history[series], copy[series])
                #expect(
                    mine.columns(from: 0, width: width, count: 200)
                        == its.columns(from: 0, width: width, count: 200))
                let start = Int64(seconds) * Self.second - 100 * width
                #expect(
                    mine.columns(from: start, width: width, count: 100)
                        == its.columns(from: start, width: width, count: 100))
            }
        }
    }

    @Test("what comes back goes on as the original does")
    func goesOn() throws {
        var history = history(seconds: 300)
        var copy = try ValueDecoder.decode(SeriesHistory.self, from: try ValueEncoder.value(of: history))
        for tick in 300..<2000 {
            var snapshot = Snapshot()
            snapshot.moment.elapsed = Int64(tick) * Self.second
            snapshot.registry.live = tick * 17 % 100
            history.append(snapshot)
            copy.append(snapshot)
        }
        #expect(try ValueEncoder.value(of: history) == ValueEncoder.value(of: copy))
    }

    @Test(
        "numbers that are no history are refused",
        arguments: [
            #"[{"width":0,"capacity":9,"newest":0,"forgets":false,"values":[0]}]"#,
            #"[{"width":1,"capacity":9,"newest":0,"forgets":false,"values":[]}]"#,
            #"[{"width":1,"capacity":9,"newest":-1,"forgets":false,"values":[0]}]"#,
            #"[{"width":1,"capacity":2,"newest":5,"forgets":false,"values":[0,0,0]}]"#,
            #"[{"width":1,"capacity":9,"newest":1,"forgets":false,"values":[0,0,0]}]"#,
            #"[{"width":1,"capacity":9,"newest":5,"forgets":false,"values":[2,1]}]"#,
            #"[{"width":1,"capacity":9,"newest":5,"forgets":false,"values":[-1]}]"#,
            #"[{"width":1,"capacity":9999999,"newest":5,"forgets":false,"values":[0]}]"#,
            #"[{"width":9000000000,"capacity":9,"newest":9000000000000000000,"forgets":false,"values":[0]}]"#,
            "[]",
        ])
    func refused(levels: String) throws {
        let json = try JSONReader.value(of: Array(#"{"levels":\#(levels)}"#.utf8)[...])
        #expect(throws: (any Error).self) { try ValueDecoder.decode(HistoryPyramid.self, from: json) }
    }
}
