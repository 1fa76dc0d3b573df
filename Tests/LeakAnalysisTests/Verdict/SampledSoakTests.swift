import Testing

@testable import LeakAnalysis

/// Soaks of which every reading is simulated, ten a second, with the saw tooth that steps and sweeps make of memory.
@Suite("verdicts on readings of a saw tooth")
struct SampledSoakTests {
    /// What memory is made of; bytes are per step.
    struct Course: Sendable {
        var interval = 30.0
        var stepsPerSecond = 1000.0
        /// Freed by the next sweep.
        var garbage = 8000.0
        /// Never freed.
        var leak = 0.0
        /// Freed when a plan ends.
        var live = 0.0
        var planSeconds = 5.0
        var minutes = 30.0
        /// Whether the ends of plans are counted as turnovers.
        var counts = true

        /// Bytes in use at a time.
        func heap(at seconds: Double, swept: Double) -> Double {
            let planned = seconds.truncatingRemainder(dividingBy: planSeconds)
            let perStep = garbage * (seconds - swept) + leak * seconds + live * planned
            return 1e9 + perStep * stepsPerSecond
        }
    }

    /// What was said while it went on, whenever a window was closed.
    private func words(_ course: Course, seed: Int) -> [String] {
        var chance = Chance(seed: seed)
        var series = FloorSeries()
        let regime = Regime(preset: "sweep", interval: course.interval, sweeps: true)
        var words: [String] = []
        var (seconds, sweep, swept) = (0.0, course.interval * chance.share(), 0.0)
        while seconds < course.minutes * 60 {
            seconds += 0.1
            if sweep <= seconds {
                if series.noteSweep(), series.floors.count % 5 == 0 {
                    words.append(LeakVerdict(of: series).word)
                }
                (swept, sweep) = (sweep, sweep + course.interval)
            }
            let heap = course.heap(at: seconds, swept: swept) + 20e3 * chance.normal()
            series.record(
                Reading(
                    seconds: seconds, steps: Int(seconds * course.stepsPerSecond), heapBytes: Int(heap),
                    entries: 50,
                    turnovers: course.counts ? Int(seconds / course.planSeconds) : nil),
                under: regime)
        }
        return words
    }

    @Test("garbage that every sweep frees is OK in the end, and never a leak", arguments: 1...3)
    func clean(_ seed: Int) {
        let words = words(Course(), seed: seed)
        #expect(words.last == "OK")
        #expect(!words.contains("LEAK"))
    }

    @Test("lows that the sampler misses by a little more every time are no leak", arguments: 1...3)
    func beat(_ seed: Int) {
        let words = words(Course(interval: 1.003, stepsPerSecond: 5000, minutes: 5), seed: seed)
        #expect(words.last == "OK")
        #expect(!words.contains("LEAK"))
    }

    @Test("a leak of a sixteenth of the saw tooth is found", arguments: 1...3)
    func leak(_ seed: Int) {
        #expect(words(Course(leak: 500), seed: seed).last == "LEAK")
    }

    @Test("what a long plan needs until it ends is no leak where ends are counted", arguments: 1...3)
    func longPlan(_ seed: Int) {
        #expect(!words(Course(live: 800, planSeconds: 600), seed: seed).contains("LEAK"))
        #expect(!words(Course(live: 800, planSeconds: 7200), seed: seed).contains("LEAK"))
    }

    @Test("where nobody counts, a plan that does not end looks like a leak")
    func uncounted() {
        #expect(words(Course(live: 800, planSeconds: 7200, counts: false), seed: 1).last == "LEAK")
    }
}
