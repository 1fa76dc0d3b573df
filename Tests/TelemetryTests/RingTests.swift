import Testing
import Threading

@testable import Telemetry

@Suite("Ring")
struct RingTests {
    @Test("a reader gets each element once, in order")
    func inOrder() {
        let ring = Ring<Int>(capacity: 4)
        ring.append(1)
        ring.append(2)
        let first = ring.read(from: 0)
        #expect(first.elements == [1, 2])
        #expect(first.missed == 0)
        ring.append(3)
        let second = ring.read(from: first.cursor)
        #expect(second.elements == [3])
        #expect(ring.read(from: second.cursor).elements.isEmpty)
    }

    @Test("a reader that was too slow gets the newest elements and the number of the others")
    func missed() {
        let ring = Ring<Int>(capacity: 3)
        for value in 0..<10 { ring.append(value) }
        let batch = ring.read(from: 2)
        #expect(batch.elements == [7, 8, 9])
        #expect(batch.missed == 5)
        #expect(batch.cursor == 10)
    }

    @Test("two readers do not take elements from each other")
    func independent() {
        let ring = Ring<Int>(capacity: 8)
        ring.append(1)
        #expect(ring.read(from: 0).elements == [1])
        #expect(ring.read(from: 0).elements == [1])
    }

    @Test("an append raises the attention signal")
    func attention() {
        let attention = StopSignal()
        let ring = Ring<Int>(capacity: 1, attention: attention)
        #expect(!attention.wait(nanoseconds: 0))
        ring.append(1)
        #expect(attention.wait(nanoseconds: 0))
    }

    @Test("with four writers every element is read once or counted as missed, each writer's in order")
    func concurrent() {
        let ring = Ring<(writer: Int, number: Int)>(capacity: 64)
        let writers = 4
        let each = 5_000
        let threads = (0..<writers).map { writer in
            DedicatedThread(name: "writer \(writer)") {
                for number in 0..<each { ring.append((writer, number)) }
            }
        }
        var cursor = 0
        var missed = 0
        var read = 0
        var newest = Array(repeating: -1, count: writers)
        while cursor < writers * each {
            let batch = ring.read(from: cursor)
            #expect(batch.cursor - cursor == batch.elements.count + batch.missed)
            cursor = batch.cursor
            missed += batch.missed
            read += batch.elements.count
            for (writer, number) in batch.elements {
                #expect(number > newest[writer])
                newest[writer] = number
            }
        }
        #expect(read + missed == writers * each)
        for thread in threads { #expect(thread.join(nanoseconds: 5_000_000_000)) }
    }
}
