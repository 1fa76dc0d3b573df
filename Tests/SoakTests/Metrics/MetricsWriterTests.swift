import History
import LeakAnalysis
import Telemetry
import Testing

@testable import Soak

@Suite("MetricsWriter")
struct MetricsWriterTests {
    private static func state(at milliseconds: Int64 = 0, heap: Int = 0, watch: LeakWatch = LeakWatch())
        -> RunState
    {
        var snapshot = Snapshot()
        snapshot.moment = Moment(
            elapsed: milliseconds * 1_000_000, unix: 1_767_225_600_000_000_000 + milliseconds * 1_000_000)
        snapshot.heapBytes = heap
        snapshot.registry = RegistryCounts(live: 3, parked: 2, phantoms: 1)
        var totals = RunTotals()
        totals.take(snapshot)
        return RunState(snapshot, watch, totals)
    }

    private let families = RunMetrics.families(
        of: .init(version: "1", python: "3.11.2", workload: "a \"b\"\\\n.py"))

    private func lines(_ format: MetricsWriter.Format, about name: String) -> [Substring] {
        MetricsWriter(format).text(families, of: Self.state(heap: 4096)).split(separator: "\n")
            .filter { line in ["", "# HELP ", "# TYPE ", "# UNIT "].contains { line.hasPrefix($0 + name) } }
    }

    @Test("a family is written with what it means, its type and its unit")
    func family() {
        #expect(
            lines(.openMetrics, about: "phantop_heap_bytes") == [
                "# HELP phantop_heap_bytes Bytes in use by Python and by live host objects.",
                "# TYPE phantop_heap_bytes gauge", "# UNIT phantop_heap_bytes bytes",
                "phantop_heap_bytes 4096",
            ])
    }

    @Test("the older format has no units, and calls a family as it calls its samples")
    func plain() {
        #expect(
            lines(.plain, about: "phantop_steps") == [
                "# HELP phantop_steps_total Steps run.", "# TYPE phantop_steps_total counter",
                "phantop_steps_total 0",
            ])
        #expect(
            lines(.openMetrics, about: "phantop_steps") == [
                "# HELP phantop_steps Steps run.", "# TYPE phantop_steps counter", "phantop_steps_total 0",
            ])
        #expect(lines(.plain, about: "phantop_verdict")[1] == "# TYPE phantop_verdict gauge")
    }

    @Test("of several states one is on")
    func states() {
        #expect(
            lines(.openMetrics, about: "phantop_verdict").dropFirst(1) == [
                "# TYPE phantop_verdict stateset", #"phantop_verdict{phantop_verdict="OK"} 0"#,
                #"phantop_verdict{phantop_verdict="BOUNDED"} 0"#,
                #"phantop_verdict{phantop_verdict="STEP"} 0"#,
                #"phantop_verdict{phantop_verdict="UNSURE"} 1"#,
                #"phantop_verdict{phantop_verdict="LEAK"} 0"#,
            ])
    }

    @Test("labels are escaped")
    func escapes() {
        #expect(
            lines(.openMetrics, about: "phantop_run").last
                == #"phantop_run_info{workload="a \"b\"\\\n.py"} 1"#)
    }

    @Test("what has no value is left out, with its head")
    func absent() { #expect(lines(.openMetrics, about: "phantop_leak_bytes").isEmpty) }

    @Test("OpenMetrics ends with its mark, the older format without one")
    func end() {
        let state = Self.state()
        #expect(MetricsWriter(.openMetrics).text([], of: state) == "# EOF\n")
        #expect(MetricsWriter(.plain).text([], of: state) == "")
    }

    @Test("states of a record are written metric by metric, each with its time")
    func timed() throws {
        let family = try #require(families.first { $0.name == "phantop_registry_entries" })
        var text = ""
        MetricsWriter(.openMetrics, isTimed: true).write(
            family, [Self.state(at: 0), Self.state(at: 1050)], to: &text)
        #expect(
            text.split(separator: "\n").dropFirst(2).prefix(3) == [
                #"phantop_registry_entries{state="live"} 3 1767225600.000"#,
                #"phantop_registry_entries{state="live"} 3 1767225601.050"#,
                #"phantop_registry_entries{state="parked"} 2 1767225600.000"#,
            ])
    }

    @Test("numbers are written as Go reads them")
    func numbers() {
        let values: [(Double, String)] = [
            (0, "0"), (-3, "-3"), (0.25, "0.25"), (1e21, "1e+21"), (.infinity, "+Inf"), (-.infinity, "-Inf"),
            (.nan, "NaN"), (1e-7, "1e-07"),
        ]
        for (value, expected) in values {
            let text = MetricsWriter(.plain).text(
                [.gauge("a", nil, "b") { _ in value }], of: Self.state())
            #expect(text.hasSuffix("\na \(expected)\n"), "\(text)")
        }
    }

    @Test("every name is one of its own, in the form that OpenMetrics allows, and ends with its unit")
    func names() {
        let names = families.map(\.name) + families.map(\.sampleName).filter { $0.hasSuffix("_total") }
        #expect(Set(names).count == names.count)
        for family in families {
            #expect(family.name.wholeMatch(of: /(phantop|process)_[a-z_]+[a-z]/) != nil, "\(family.name)")
            #expect(family.unit.map { family.name.hasSuffix("_" + $0) } ?? true)
            #expect(family.help.hasSuffix(".") && !family.help.contains("\""), "\(family.help)")
        }
    }
}
