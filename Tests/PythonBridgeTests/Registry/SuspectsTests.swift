import PythonSupport
import Testing

@testable import PythonBridge

@Suite("the groups that a sweep has to decide about") @PythonThread
struct SuspectsTests {
    /// Suspects that have looked at everything in a bench's registry.
    private func gathered(
        _ bench: Bench, mostMembers: Int, skipping skips: Int = 0
    ) -> Suspects {
        bench.interpreter.withGIL { gil in
            bench.registry.state.open(&gil) { state in
                var suspects = Suspects(skipping: skips, mostMembers: mostMembers)
                let slots = 0..<UInt32(state.table.slotCount)
                for slot in slots where state.table.strength(of: slot) == .strong {
                    _ = suspects.add(state.table.group(of: slot))
                }
                for slot in slots where state.table.isUsed(slot) { suspects.add(slot, of: state.table) }
                return suspects
            }
        }
    }

    /// A bench with three plans of a crate and four workers each, one entry after the other.
    private func makeBench() throws -> (Bench, [Group]) {
        let bench = try Bench()
        let crates = (0..<3).map { _ in bench.newCrate() }
        for crate in crates {
            try bench.expose(crate, as: "crate")
            try bench.script.run("kept.append(crate)\nfor _ in range(4): crate.add(Worker())\ndel crate")
        }
        return (bench, crates.map(\.group))
    }

    @Test("has all entries of each, where there is room for them")
    func room() throws {
        let (bench, groups) = try makeBench()
        var suspects = gathered(bench, mostMembers: 15)
        #expect(suspects.looked == nil)
        for group in groups.reversed() {
            let suspect = suspects.next()
            #expect(suspect?.group == group && suspect?.members.count == 5 && suspect?.undecided == 0)
        }
        #expect(suspects.next() == nil)
    }

    @Test("has all entries of a group or none, and the next sweep begins with the group that did not fit")
    func noRoom() throws {
        let (bench, groups) = try makeBench()
        var suspects = gathered(bench, mostMembers: 8)
        #expect(suspects.looked == 1)
        var sizes: [Group: [Int]] = [:]
        while let suspect = suspects.next() {
            sizes[suspect.group] = [suspect.members.count, suspect.undecided]
        }
        #expect(sizes == [groups[0]: [5, 0], groups[1]: [0, 5], groups[2]: [0, 5]])
        var next = gathered(bench, mostMembers: 8, skipping: 1)
        #expect(next.next()?.undecided == 5)
        let first = next.next()
        #expect(first?.group == groups[1] && first?.members.count == 5)
    }

    @Test("passes over a group that never fits")
    func tooLarge() throws {
        let (bench, _) = try makeBench()
        #expect(gathered(bench, mostMembers: 3).looked == 1)
    }
}
