internal import Telemetry

/// Which thresholds are exceeded, since when, and whether that deserves a sound.
struct Alarms: Sendable {
    /// Nanoseconds for which no second sound is made: a saw tooth crosses its threshold with every tooth.
    static let silence: Int64 = 30_000_000_000

    private var thresholds: Thresholds
    private var since: [Series: Int64] = [:]
    private var lastSound: Int64?
    /// How many sounds were worth making so far.
    private(set) var sounds = 0

    init(_ thresholds: Thresholds) { self.thresholds = thresholds }

    /// From now on other thresholds hold; what was exceeded is compared anew with the next snapshot.
    mutating func watch(_ thresholds: Thresholds) {
        since = since.filter { thresholds[$0.key] == self.thresholds[$0.key] }
        self.thresholds = thresholds
    }

    /// Compares a snapshot with the thresholds.
    mutating func take(_ snapshot: Snapshot) {
        let now = snapshot.moment.elapsed
        for series in Series.allCases {
            guard let threshold = thresholds[series], let value = series.value(in: snapshot) else { continue }
            guard value > threshold else {
                since[series] = nil
                continue
            }
            guard since[series] == nil else { continue }
            since[series] = now
            guard now - (lastSound ?? -Self.silence) >= Self.silence else { continue }
            lastSound = now
            sounds += 1
        }
    }

    /// The threshold of a series if it is exceeded, and since when.
    func exceeded(_ series: Series) -> (threshold: Double, since: Int64)? {
        guard let threshold = thresholds[series], let since = since[series] else { return nil }
        return (threshold, since)
    }
}
