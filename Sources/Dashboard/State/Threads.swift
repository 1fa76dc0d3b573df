internal import Telemetry

/// What is known of the threads of the process.
struct Threads: Sendable {
    /// The newest list; nil before anybody asked.
    private(set) var latest: (readings: [ThreadReading], elapsed: Int64)?
    private var previous: (cpu: [Int: Int64], elapsed: Int64)?
    private var frames: [Int: ThreadFrame] = [:]

    /// Takes a list over.
    mutating func take(_ readings: [ThreadReading], at elapsed: Int64) {
        previous = latest.map { before in
            (Dictionary(before.readings.map { ($0.id, $0.cpu) }, uniquingKeysWith: { $1 }), before.elapsed)
        }
        latest = (readings, elapsed)
    }

    /// Takes over where Python code stands.
    mutating func take(_ frames: [ThreadFrame]) {
        self.frames = Dictionary(frames.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
    }

    /// What part of a core a thread has used since the list before, in percent; nil when that is not known yet.
    func load(of reading: ThreadReading) -> Double? {
        guard let latest, let previous, latest.elapsed > previous.elapsed,
            let before = previous.cpu[reading.id]
        else { return nil }
        return 100 * Double(reading.cpu - before) / Double(latest.elapsed - previous.elapsed)
    }

    /// Where Python code stands in a thread; nil for one that no script has started.
    func frame(of reading: ThreadReading) -> ThreadFrame? { frames[reading.id] }
}
