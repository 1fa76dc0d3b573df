import Testing

/// Waits for something that another process does, and no longer than it takes.
enum Patience {
    /// What was waited for in vain.
    struct Exhausted: Error, CustomStringConvertible {
        let description: String
    }

    /// How long to wait for what takes a moment on an idle machine, and much longer on a busy one.
    static let usual = Duration.seconds(120)

    /// Looks again and again until there is a result.
    /// - Parameters:
    ///   - what: completes the sentence "waited in vain for …".
    ///   - evidence: asked when the time is over, to tell what there was instead.
    @discardableResult
    static func wait<Result>(
        for what: String, atMost limit: Duration = usual, evidence: () async throws -> String = { "" },
        _ look: () async throws -> Result?
    ) async throws -> Result {
        let deadline = ContinuousClock.now + limit
        while true {
            if let result = try await look() { return result }
            guard ContinuousClock.now < deadline else {
                throw Exhausted(description: "waited in vain for \(what)\n\(try await evidence())")
            }
            try await Task.sleep(for: .milliseconds(25))
        }
    }
}

/// Lets a few tests run at a time: each of them starts programs, and a machine has only so many processors.
struct Paced: SuiteTrait, TestTrait, TestScoping {
    let isRecursive = true

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        await Gate.shared.enter()
        do {
            try await function()
        } catch {
            await Gate.shared.leave()
            throw error
        }
        await Gate.shared.leave()
    }

    /// Counts who is inside. The one of the process: all suites share the processors.
    private actor Gate {
        static let shared = Gate(width: 4)
        private var places: Int
        private var waiting: [CheckedContinuation<Void, Never>] = []

        init(width: Int) { places = width }

        func enter() async {
            guard places == 0 else {
                places -= 1
                return
            }
            await withCheckedContinuation { waiting.append($0) }
        }

        func leave() {
            if waiting.isEmpty { places += 1 } else { waiting.removeFirst().resume() }
        }
    }
}

extension Trait where Self == Paced {
    /// A few of these at a time.
    static var paced: Paced { Paced() }
}
