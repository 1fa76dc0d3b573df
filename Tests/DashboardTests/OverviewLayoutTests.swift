import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("OverviewLayout")
struct OverviewLayoutTests {
    private func layout(_ columns: Int, _ rows: Int) -> OverviewLayout {
        OverviewLayout(size: Size(columns: columns, rows: rows))
    }

    @Test("80 columns and 23 rows have room for everything")
    func everything() {
        let layout = layout(80, 23)
        #expect(Set(layout.lines.keys) == Set(OverviewLayout.Line.allCases).subtracting([.summary]))
        #expect(Set(layout.graphs.keys) == Set(Series.allCases))
        #expect(layout.graphs.values.allSatisfy { $0.columns == 40 && (7...8).contains($0.rows) })
    }

    @Test("parts never overlap, never leave the screen, and leave no row unused")
    func disjoint() {
        for rows in 0...60 {
            for columns in stride(from: 0, through: 250, by: 7) {
                let layout = layout(columns, rows)
                let extras = [layout.types, layout.events].compactMap { $0 }
                let parts = Array(layout.graphs.values) + Array(layout.lines.values) + extras
                let bounds = Rect(Size(columns: columns, rows: rows))
                for (index, part) in parts.enumerated() {
                    #expect(bounds.intersection(part) == part, "\(columns)x\(rows)")
                    for other in parts[(index + 1)...] {
                        #expect(part.intersection(other).isEmpty, "\(columns)x\(rows)")
                    }
                }
                guard !layout.isCompact else { continue }
                let used = Set(parts.flatMap { $0.row..<$0.endRow })
                #expect(used.count == rows, "\(columns)x\(rows)")
            }
        }
    }

    @Test("all graphs are equally wide, so that they share their time axis")
    func equallyWide() {
        for columns in 12...250 {
            #expect(Set(layout(columns, 40).graphs.values.map(\.columns)).count == 1)
        }
    }

    @Test("when the screen gets smaller, lines go first, then threads, phantoms, registry, and heap last")
    func order() {
        var before = layout(40, 30)
        for rows in (0..<30).reversed() {
            let after = layout(40, rows)
            #expect(Set(after.graphs.keys).isSubset(of: before.graphs.keys))
            if after.graphs.count < before.graphs.count {
                let expected = OverviewLayout.importance.prefix(after.graphs.count)
                #expect(Set(after.graphs.keys) == Set(expected))
            }
            before = after
        }
        #expect(before.isCompact)
        #expect(layout(40, 5).graphs.keys.elementsEqual([.heap]))
    }

    @Test(
        "types join the graphs of a wide screen, and events those of a tall one, but none a graph in full size"
    )
    func extras() {
        #expect(layout(80, 23).types == nil && layout(80, 23).events == nil)
        #expect(layout(149, 30).types == nil)
        #expect(layout(150, 30).types?.columns == 60)
        #expect(layout(80, 50).types == nil && layout(80, 50).events != nil)
        #expect(layout(200, 50).types != nil && layout(200, 50).events != nil)
        let full = OverviewLayout(size: Size(columns: 200, rows: 50), full: .heap)
        #expect(full.types == nil && full.events == nil)
    }
}
