import Testing

@testable import LeakAnalysis

@Suite("ChangePoint")
struct ChangePointTests {
    @Test("a jump is found where it is", arguments: [1, 4, 10, 19])
    func jump(_ index: Int) {
        let change = ChangePoint(of: (0..<20).map { $0 < index ? 5 : 8 })
        #expect(change.index == index)
        #expect(change.height == 3)
    }

    @Test("a fall is a jump of negative height")
    func fall() {
        #expect(ChangePoint(of: [9, 9, 9, 9, 2, 2, 2, 2]).height == -7)
    }

    @Test("values that do not change have no height")
    func constant() {
        #expect(ChangePoint(of: [4, 4, 4, 4]).height == 0)
    }
}
