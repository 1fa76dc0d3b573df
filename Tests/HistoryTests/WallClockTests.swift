import Telemetry
import Testing

@testable import History

@Suite("WallClock")
struct WallClockTests {
    private let second: Int64 = 1_000_000_000
    private let began: Int64 = 1_785_326_400_000_000_000

    /// A clock that somebody sets back by an hour every so many seconds.
    private func clock(setBack times: Int, every seconds: Int64) -> WallClock {
        var wall = WallClock()
        for number in 0...times {
            let elapsed = Int64(number) * seconds * second
            wall.learn(Moment(elapsed: elapsed, unix: began + elapsed - Int64(number) * 3600 * second))
        }
        return wall
    }

    @Test("the time is what was set last, from the moment on at which that was seen")
    func set() {
        let wall = clock(setBack: 2, every: 100)
        #expect(wall.unix(at: 99 * second) == began + 99 * second)
        #expect(wall.unix(at: 100 * second) == began - 3500 * second)
        #expect(wall.unix(at: 250 * second) == began - 6950 * second)
    }

    @Test("before the first time that was seen, it is reckoned back from that")
    func before() {
        var wall = WallClock()
        #expect(wall.unix(at: 7) == 7)
        wall.learn(Moment(elapsed: 50 * second, unix: began))
        wall.learn(Moment(elapsed: 60 * second, unix: began))
        #expect(wall.unix(at: 20 * second) == began - 30 * second)
    }

    @Test("a clock that is set again and again takes bounded memory, and what is forgotten is the oldest")
    func bounded() {
        let wall = clock(setBack: 1000, every: 10)
        let last = 9_995 * second
        #expect(wall.unix(at: last) == began + last - 999 * 3600 * second)
        #expect(wall.unix(at: 9_000 * second) == began + 9_000 * second - 900 * 3600 * second)
        #expect(wall.unix(at: 0) != began)
    }
}
