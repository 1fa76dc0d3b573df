import History
import Telemetry
import Testing

@testable import Soak

@Suite("MetricsService")
struct MetricsServiceTests {
    private let snapshots = Ring<Snapshot>(capacity: 4)
    private let events = Ring<Event>(capacity: 4)

    private func service() -> MetricsService {
        MetricsService(
            .init(version: "1", python: "3.11.2", workload: "a.py"), snapshots: snapshots, events: events,
            watch: LeakWatch())
    }

    private func request(
        _ path: String = "/metrics", method: String = "GET", accept: String? = nil
    ) -> HTTPRequest {
        HTTPRequest(method: method, path: path, fields: accept.map { ["accept": $0] } ?? [:])
    }

    private func measure(heap: Int) {
        var snapshot = Snapshot()
        snapshot.heapBytes = heap
        snapshot.progress.planVerdicts.pass = 7
        snapshots.append(snapshot)
    }

    private func lose(_ count: Int) {
        for _ in 0..<count {
            events.append(Event(moment: Moment(elapsed: 0, unix: 0), kind: .stepFailed(step: "", error: "")))
        }
    }

    @Test(
        "the newest measurement is told, with what has happened and the plans as it counts them")
    func newest() {
        var service = service()
        #expect(service.answer(request()).status == .unavailable)
        for heap in 1...9 { measure(heap: heap) }
        lose(3)
        let body = service.answer(request()).body
        #expect(body.contains("\nphantop_heap_bytes 9\n") && body.contains("\nphantop_step_errors_total 3\n"))
        #expect(body.contains("\nphantop_plans_total{verdict=\"pass\"} 7\n"))
        measure(heap: 10)
        #expect(service.answer(request()).body.contains("\nphantop_heap_bytes 10\n"))
    }

    @Test("nothing is lost between two requests that is told in time, and what is lost is counted")
    func ticks() {
        var service = service()
        measure(heap: 1)
        for _ in 0..<3 {
            lose(4)
            service.tick()
        }
        lose(6)
        let body = service.answer(request()).body
        #expect(body.contains("\nphantop_step_errors_total 16\n"))
        #expect(body.contains("\nphantop_events_missed_total 2\n"))
    }

    @Test("other paths are not found, and nothing can be done but to read")
    func refused() {
        var service = service()
        measure(heap: 1)
        #expect(service.answer(request("/metrics/")).status == .notFound)
        #expect(service.answer(request("*", method: "OPTIONS")).status == .notFound)
        #expect(service.answer(request(method: "POST")).status == .notAllowed)
        #expect(service.answer(request(method: "HEAD")).status == .done)
        #expect(service.answer(request("/")).body.contains("/metrics"))
    }

    @Test(
        "the format is the one that is liked best, and for people the one that they can read",
        arguments: [
            ("", false), ("*/*", false), ("text/html,application/xhtml+xml,*/*;q=0.8", false),
            (
                "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
                    + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1", true
            ),
            ("application/openmetrics-text", true), ("application/openmetrics-text; version=2.0.0", false),
            ("application/openmetrics-text;q=0", false),
            ("text/plain, application/openmetrics-text;q=0.9", false),
            ("APPLICATION/OpenMetrics-Text ; Version=1.0.0 ; Q=0.2 , text/plain ; q=0.1", true),
            (";;,=,q=", false),
        ])
    func format(accept: String, isOpen: Bool) {
        var service = service()
        measure(heap: 1)
        let response = service.answer(request(accept: accept))
        #expect(
            response.type.hasPrefix(isOpen ? "application/openmetrics-text; version=1.0.0" : "text/plain"))
        #expect(response.body.hasSuffix("\n# EOF\n") == isOpen)
    }
}
