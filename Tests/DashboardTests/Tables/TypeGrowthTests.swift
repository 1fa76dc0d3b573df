import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("Growth on the page of types")
struct TypeGrowthTests {
    @Test(
        "between sweeps like is compared with like, so that a healthy class does not seem to grow or shrink")
    func phases() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 3)
        var seen: Set<[Substring]> = []
        for second in 0..<40 {
            let phase = Int(rehearsal.now / 1_000_000_000) % 5
            let made = Int(rehearsal.now / 1_000_000_000) * 50
            rehearsal.count {
                $0.types[0].counts = RegistryCounts(live: 100 + 50 * phase)
                ($0.types[0].created, $0.types[0].freed) = (made, made - 50 * phase)
            }
            rehearsal.churn(seconds: 1)
            let values = Array(rehearsal.row(of: "Trivial").suffix(3))
            if second < 10 { #expect(values.last == "-" || values.last == "0.000", "\(values)") }
            if second >= 20 { seen.insert(values) }
        }
        #expect(seen == [["50.0", "50.0", "0.000"]])
    }

    @Test("a class that leaks grows with every step, whatever the phase of the sweeps")
    func leak() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 3)
        for second in 0..<30 {
            let phase = Int(rehearsal.now / 1_000_000_000) % 5
            rehearsal.count { $0.types[0].counts = RegistryCounts(live: 100 + 50 * phase + 20 * second) }
            rehearsal.churn(seconds: 1)
        }
        // Forty steps a second.
        #expect(rehearsal.row(of: "Trivial").last == "+0.500")
    }

    @Test("a class keeps its row for a while when its last entry has gone")
    func lasting() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 1)
        rehearsal.count { $0.types[0].created = 70 }
        rehearsal.churn(seconds: 1)
        rehearsal.report(.typesCounted(TypeCensus()))
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.row(of: "Trivial").dropFirst(1).first == "0")
        #expect(rehearsal.row(of: "Sine").dropFirst(1).first == "0")
        rehearsal.count { $0.types[0].created = 80 }
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.row(of: "Trivial").dropFirst(1).first != "0")
        rehearsal.pass(milliseconds: 600_000)
        rehearsal.report(.typesCounted(TypeCensus()))
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.screen().contains("no Python object has an entry"))
    }

    @Test(
        "of classes without entries so many keep their rows that classes without end do not fill the memory")
    func classesWithoutEnd() {
        var rehearsal = Rehearsal.ofTypes()
        for number in 0..<500 {
            rehearsal.count { $0.types[0].name = "Made\(number)" }
        }
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.screen().contains(" 203 rows ") || rehearsal.screen().contains(" 202 rows "))
    }

    @Test("what the collector does not track has a row with the growth of the heap since the mark")
    func untracked() {
        var rehearsal = Rehearsal.ofTypes()
        rehearsal.churn(seconds: 1)
        rehearsal.count()
        rehearsal.type("a")
        rehearsal.countObjects(dictionaries: 1_000)
        rehearsal.churn(seconds: 1)
        rehearsal.type("m")
        let before = rehearsal.snapshot.heapBytes
        rehearsal.churn(seconds: 1)
        rehearsal.snapshot.heapBytes = before + 192_000_000
        rehearsal.measure()
        rehearsal.countObjects(dictionaries: 1_000)
        rehearsal.rest()
        let row = rehearsal.screen().split(separator: "\n").first { $0.contains("untracked") } ?? ""
        #expect(row.contains("untracked str") && row.contains("+192 MB"), "\(row)")
        #expect(row.contains("heap"))
    }
}
