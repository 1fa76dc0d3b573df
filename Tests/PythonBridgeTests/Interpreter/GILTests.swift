import PythonSupport
import Testing
import Threading

@testable import PythonBridge

@Suite("GIL") @PythonThread
struct GILTests {
    private let interpreter = PythonThread.interpreter

    @Test("while it is released another thread has it")
    func released() {
        let order = Locked<[String]>([])
        interpreter.withGIL { gil in
            let thread = DedicatedThread(name: "other") { [interpreter] in
                interpreter.withGIL { _ in order.withLock { $0.append("other") } }
            }
            order.withLock { $0.append("holder") }
            gil.released { _ = thread.join(nanoseconds: 20_000_000_000) }
            order.withLock { $0.append("holder again") }
        }
        #expect(order.withLock { $0 } == ["holder", "other", "holder again"])
    }

    @Test("a thread that holds it can ask for it again, also while it is released")
    func nested() throws {
        let sums = try interpreter.withGIL { (gil) throws(PythonError) in
            let inner = try interpreter.withGIL { (gil) throws(PythonError) in try Self.seven(holding: &gil) }
            let between = try gil.released { () throws(PythonError) in
                try interpreter.withGIL { (gil) throws(PythonError) in try Self.seven(holding: &gil) }
            }
            return [inner, between, try Self.seven(holding: &gil)]
        }
        #expect(sums == [7, 7, 7])
    }

    @Test("what the body throws comes out, and the GIL is free again")
    func throwing() {
        #expect(throws: PythonError.self) {
            try interpreter.withGIL { (gil) throws(PythonError) in
                try gil.released { () throws(PythonError) in throw .value("as asked") }
            }
        }
        let thread = DedicatedThread(name: "other") { [interpreter] in interpreter.withGIL { _ in } }
        #expect(thread.join(nanoseconds: 20_000_000_000))
    }

    @Test("eight threads that count with the GIL in hand lose nothing")
    func exclusive() {
        let guarded = GILGuarded(0)
        let threads = (0..<8).map { number in
            DedicatedThread(name: "counter \(number)") { [interpreter] in
                for _ in 0..<500 {
                    interpreter.withGIL { gil in guarded.open(&gil) { $0 += 1 } }
                }
            }
        }
        for thread in threads { #expect(thread.join(nanoseconds: 60_000_000_000)) }
        #expect(interpreter.withGIL { gil in guarded.open(&gil) { $0 } } == 4_000)
    }

    private static func seven(holding gil: inout GIL) throws(PythonError) -> Int {
        let number = try gil.module("builtins").attribute("int", holding: &gil).call(
            [.string("7")], holding: &gil)
        guard case .int(let seven) = number.value(holding: &gil) else { return 0 }
        return seven
    }
}
