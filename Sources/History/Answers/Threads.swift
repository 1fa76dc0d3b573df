package import Telemetry

/// What is known of the threads of the process.
package struct Threads: Sendable, Transmitted {
    /// The threads at one moment.
    package struct List: Sendable, Codable {
        /// All of them.
        package let readings: [ThreadReading]
        /// Nanoseconds since the session began.
        package let elapsed: Int64
    }

    /// The newest list; nil before anybody asked.
    package private(set) var latest: List?
    private var previous: List?
    private var frames: [ThreadFrame] = []

    /// Creates what is known before anybody asked.
    package init() {}

    /// Takes a list over.
    mutating func take(_ readings: [ThreadReading], at elapsed: Int64) {
        previous = latest
        latest = List(readings: readings, elapsed: elapsed)
    }

    /// Takes over where Python code stands.
    mutating func take(_ frames: [ThreadFrame]) { self.frames = frames }

    /// What part of a core a thread has used since the list before, in percent; nil when that is not known yet.
    package func load(of reading: ThreadReading) -> Double? {
        guard let latest, let previous, latest.elapsed > previous.elapsed,
            let before = previous.readings.last(where: { $0.id == reading.id })?.cpu
        else { return nil }
        return 100 * Double(reading.cpu - before) / Double(latest.elapsed - previous.elapsed)
    }

    /// Where Python code stands in a thread; nil for one that no script has started.
    package func frame(of reading: ThreadReading) -> ThreadFrame? { frames.last { $0.id == reading.id } }
}
