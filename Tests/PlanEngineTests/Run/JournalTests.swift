import Telemetry
import Testing

@testable import PlanEngine

@Suite("Journal")
struct JournalTests {
    @Test(
        "text is made safe to show",
        arguments: [
            ("plain ä€😀", "plain ä€😀"), ("two\nlines", "two\nlines"), ("ends\n\n", "ends"), ("\n", ""),
            ("", ""),
            ("tab\tbed", "tab bed"), ("\u{1B}[31mred", "·[31mred"), ("bell\u{7}", "bell·"),
            ("carriage\rreturn", "carriage·return"),
            ("nul\0", "nul·"), ("c1\u{9B}2J", "c1·2J"), ("bidi\u{202E}olleh", "bidi·olleh"),
            ("zero\u{200B}width", "zero·width"),
            ("private\u{E000}", "private·"), ("unassigned\u{378}", "unassigned·"), ("e\u{301}", "e\u{301}"),
            ("line\u{2028}separator", "line\u{2028}separator"), ("crlf\r\n", "crlf·"),
        ])
    func clean(text: String, expected: String) {
        // Compared by scalars: to Swift's ==, canonically equal texts are the same.
        #expect(Array(Journal.clean(text).unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test("a text without end is cut and says how much is missing", arguments: [8_000, 8_001, 100_000])
    func long(count: Int) {
        let clean = Journal.clean(String(repeating: "x", count: count))
        let missing = count - Journal.textLimit
        #expect(clean.hasPrefix(String(repeating: "x", count: Journal.textLimit)))
        #expect(clean.hasSuffix(missing > 0 ? "… (\(missing) characters more)" : "x"))
        #expect(clean.unicodeScalars.count < Journal.textLimit + 40)
    }

    @Test("a line goes into the ring with level and source, both made safe")
    func line() {
        let ring = Ring<Event>(capacity: 4)
        Journal(clock: SessionClock(), into: ring).log(.warning, from: "st\u{1B}ep", "te\u{1B}xt")
        let events = ring.read(from: 0).elements
        #expect(events.map(\.kind) == [.logged(LogLine(level: .warning, source: "st·ep", text: "te·xt"))])
    }
}
