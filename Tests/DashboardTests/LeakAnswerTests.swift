import LeakAnalysis
import TerminalUI
import Testing

@testable import Dashboard

@Suite("LeakAnswer")
struct LeakAnswerTests {
    private static func growth(_ bytes: Double, _ bounds: ClosedRange<Double>, entries: Double = 0) -> Growth
    {
        Growth(
            bytes: Rate(perStep: bytes, interval: bounds),
            entries: Rate(perStep: entries, interval: entries...entries))
    }

    private static let small = growth(0.01, -0.4...0.3)
    private static let large = growth(16_234, 16_100...16_400, entries: 2)
    private static let change = LeakVerdict.Change(
        subject: .heap, height: 5e7, seconds: 3723, steps: 9, growth: small)

    private func text(
        _ verdict: LeakVerdict, sweeps: Bool = true, isOver: Bool = false, glyphs: GlyphSet = .braille
    ) -> String {
        LeakAnswer(verdict, windows: 18, sweeps: sweeps, isOver: isOver, glyphs: glyphs).text
    }

    @Test("OK says how much it is at most, and from what")
    func ok() {
        #expect(text(.ok(Self.small)) == "✓ OK  +0.0 B/step  (−0.4 … +0.3)  18 sweeps")
        #expect(
            text(.ok(Self.growth(-0.04, -0.4...0.3)), sweeps: false)
                == "✓ OK  +0.0 B/step  (−0.4 … +0.3)  18 intervals")
    }

    @Test("LEAK says of what, how much, and how long the memory lasts")
    func leak() {
        let leak = LeakVerdict.Leak(subjects: [.heap, .registry], growth: Self.large, secondsToLimit: 7200)
        #expect(
            text(.leak(leak))
                == "✗ LEAK  +16.2 kB/step  (+16.1 … +16.4)  +2.00 entries/step  (+2.00 … +2.00)  limit in 2 h"
        )
        let entries = LeakVerdict.Leak(subjects: [.registry], growth: Self.large)
        #expect(text(.leak(entries)) == "✗ LEAK  +2.00 entries/step  (+2.00 … +2.00)")
    }

    @Test(
        "the time to the limit is said in the largest unit, and not when nothing runs",
        arguments: [
            (0, "memory limit reached"), (30, "limit in 30 s"), (86_400 * 3, "limit in 3 d"),
            (1e15, "limit in over 10 years"),
        ] as [(Double, String)])
    func limit(seconds: Double, words: String) {
        let leak = LeakVerdict.Leak(subjects: [.heap], growth: Self.large, secondsToLimit: seconds)
        #expect(text(.leak(leak)).hasSuffix("  " + words))
        #expect(!text(.leak(leak), isOver: true).contains("limit"))
    }

    @Test("BOUNDED and STEP say how much and when")
    func changes() {
        #expect(
            text(.bounded(Self.change))
                == "✓ BOUNDED  +50.0 MB, flat since 1:02:03  +0.0 B/step  (−0.4 … +0.3)")
        #expect(text(.step(Self.change)) == "! STEP  +50.0 MB at 1:02:03, flat before and after")
    }

    @Test("UNSURE says why, and how much longer it takes while that is of use")
    func unsure() {
        let early = LeakVerdict.Doubt(reason: .fewFloors, subject: .heap, growth: nil, secondsMore: 240)
        #expect(text(.unsure(early)) == "? UNSURE  18 of 15 sweeps  4 min more")
        #expect(text(.unsure(early), isOver: true) == "? UNSURE  18 of 15 sweeps  the run was too short")
        let noise = LeakVerdict.Doubt(reason: .noise, subject: .heap, growth: Self.small, secondsMore: nil)
        #expect(text(.unsure(noise)) == "? UNSURE  may be chance  +0.0 B/step  (−0.4 … +0.3)")
    }

    @Test("each answer has a sign of its own kind and only ASCII where there is nothing else")
    func signs() {
        let leak = LeakVerdict.Leak(subjects: [.heap], growth: Self.large)
        let early = LeakVerdict.Doubt(reason: .fewFloors, subject: .heap)
        let all: [LeakVerdict] = [.ok(Self.small), .leak(leak), .step(Self.change), .unsure(early)]
        for glyphs in GlyphSet.allCases {
            let signs = all.map {
                LeakAnswer($0, windows: 1, sweeps: true, isOver: false, glyphs: glyphs).sign
            }
            #expect(Set(signs).count == all.count)
        }
        #expect(all.allSatisfy { verdict in text(verdict, glyphs: .ascii).allSatisfy(\.isASCII) })
    }
}
