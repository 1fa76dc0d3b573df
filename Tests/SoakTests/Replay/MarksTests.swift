import History
import Telemetry
import Testing

@testable import Soak

@Suite("moments that one can go back to") struct MarksTests {
    private func recollection(at seconds: Int64) -> Recollection {
        var (recollection, snapshot) = (Recollection(Past(), at: .init()), Snapshot())
        snapshot.moment.elapsed = seconds * 1_000_000_000
        recollection.take(.snapshot(snapshot))
        return recollection
    }

    private func seconds(_ recollection: Recollection?) -> Int64? {
        recollection.map { $0.elapsed / 1_000_000_000 }
    }

    @Test("the newest that is not after a moment is found")
    func found() {
        var marks = Marks()
        for moment in [100, 400, 200] as [Int64] { marks.note(recollection(at: moment)) }
        func last(_ moment: Int64) -> Int64? { seconds(marks.last(before: moment * 1_000_000_000)) }
        #expect(last(99) == nil && last(100) == 100 && last(399) == 200 && last(500) == 400)
    }

    @Test("one that is near another is not kept, and of many only a few, all over the run")
    func few() {
        var marks = Marks()
        for moment in 0..<10_000 as Range<Int64> { marks.note(recollection(at: moment * 20)) }
        let found = (0..<10_000 as Range<Int64>).map {
            seconds(marks.last(before: $0 * 20_000_000_000)) ?? -1
        }
        let kept = Set(found).sorted()
        #expect(kept.count > 8 && kept.count <= 24)
        let gaps = zip(kept, kept.dropFirst()).map { $1 - $0 }
        #expect(gaps.allSatisfy { $0 < 40_000 })
    }
}
