import Testing

@testable import Soak

@Suite("Certainty")
struct CertaintyTests {
    /// The window at which it is reached, when each window brings the next answer and the last one goes on.
    private func reached(_ answers: [(String, Int)]) -> Int? {
        var certainty = Certainty()
        var window = 0
        for (answer, count) in answers {
            for _ in 0..<count {
                window += 1
                certainty.take(answer, windows: window)
                if certainty.isReached { return window }
            }
        }
        return nil
    }

    @Test("an answer is certain when it has stood for half as many windows again as it took")
    func stands() {
        #expect(reached([("UNSURE", 14), ("OK", 100)]) == 22)
        #expect(reached([("UNSURE", 39), ("LEAK", 100)]) == 60)
    }

    @Test("it stands for five windows at least")
    func least() { #expect(reached([("OK", 100)]) == 6) }

    @Test("no doubt is ever certain")
    func doubt() { #expect(reached([("UNSURE", 1000)]) == nil) }

    @Test("a doubt in between, or another answer, begins anew")
    func anew() {
        #expect(reached([("UNSURE", 14), ("OK", 7), ("UNSURE", 1), ("OK", 100)]) == 34)
        #expect(reached([("UNSURE", 14), ("OK", 7), ("LEAK", 100)]) == 33)
    }

    @Test("so does a change of switches, after which there are fewer windows")
    func switches() {
        var certainty = Certainty()
        for window in 15...21 { certainty.take("OK", windows: window) }
        certainty.take("OK", windows: 20)
        certainty.take("OK", windows: 22)
        #expect(!certainty.isReached)
        certainty.take("OK", windows: 30)
        #expect(certainty.isReached)
    }
}
