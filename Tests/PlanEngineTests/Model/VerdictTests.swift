import Telemetry
import Testing

@testable import PlanEngine

@Suite("Verdict")
struct VerdictTests {
    @Test(
        "a verdict becomes the worse of the two and never better", arguments: Verdict.allCases,
        Verdict.allCases)
    func upgrade(old: Verdict, new: Verdict) {
        var verdict = old
        verdict.upgrade(to: new)
        #expect(verdict == (new.rawValue > old.rawValue ? new : old))
    }

    @Test("numbers and names are OpenTAP's, from best to worst")
    func numbers() {
        #expect(Verdict.allCases.map(\.rawValue) == [0, 10, 20, 30, 40, 50])
        #expect(
            Verdict.allCases.map(\.name) == ["NotSet", "Pass", "Inconclusive", "Fail", "Aborted", "Error"])
        #expect(Verdict.allCases == Verdict.allCases.sorted())
    }

    @Test(
        "a break condition is met by its verdict alone",
        arguments: [
            (.onError, [.error]), (.onFail, [.fail]), (.onInconclusive, [.inconclusive]),
            (.onPass, [.pass]), ([.onError, .onFail], [.fail, .error]), ([], []), (.inherit, []),
        ] as [(BreakConditions, [Verdict])])
    func conditions(conditions: BreakConditions, expected: [Verdict]) {
        #expect(Verdict.allCases.filter { conditions.contains($0) } == expected)
    }

    @Test("counts add up")
    func counts() {
        var counts = VerdictCounts()
        counts.count(.pass)
        counts.count(.pass)
        var other = VerdictCounts()
        other.count(.error)
        counts.add(other)
        #expect((counts[.pass], counts[.error], counts[.fail], counts.total) == (2, 1, 0, 3))
    }
}
