import Testing

@testable import LeakAnalysis

@Suite("Selection")
struct SelectionTests {
    @Test("every place holds the number it would have after sorting", arguments: 1...20)
    func places(_ seed: Int) {
        var chance = Chance(seed: seed)
        // Many equal ones, as slopes of a staircase are.
        let numbers = (0..<(seed * 7)).map { _ in (chance.share() * 20).rounded() }
        let sorted = numbers.sorted()
        var selection = Selection(numbers)
        let places = sorted.indices.reversed()
        #expect(places.allSatisfy { selection.number(at: $0) == sorted[$0] }, "seed \(seed)")
    }

    @Test(
        "the median of an even count lies between the middle ones",
        arguments: [([], 0), ([3], 3), ([4, 1], 2.5), ([9, 1, 5], 5), ([8, 2, 4, 6], 5)]
            as [([Double], Double)])
    func median(_ numbers: [Double], _ median: Double) {
        var selection = Selection(numbers)
        #expect(selection.median() == median)
    }
}
