internal import Telemetry

/// What keys asked for and the run has not confirmed yet.
struct Requests: Sendable, Equatable {
    /// A cleanup that a key asks for.
    enum Cleanup: String, Sendable, CaseIterable {
        case evict
        case evictHeld = "evict held"
        case collect

        /// What asks for it.
        var command: Command {
            switch self {
            case .evict: .evict
            case .evictHeld: .evictHeld
            case .collect: .collect
            }
        }

        /// Whether it is what a cleanup has done.
        func isAnswered(by sweep: SweepSummary) -> Bool {
            switch self {
            // The last cycle of a run does whatever was asked for meanwhile.
            case .evict: sweep.trigger == .manual || sweep.trigger == .final
            case .evictHeld: sweep.isForced
            case .collect: sweep.trigger == .collection || sweep.phases.collection > 0
            }
        }
    }

    /// A cleanup that somebody here asked for and that was refused; what the clock is refused nobody needs to know.
    struct Refusal: Sendable, Equatable {
        /// Why, in words.
        let reason: String
        /// When, in nanoseconds since the session began.
        let elapsed: Int64

        /// Nanoseconds after which it has been read.
        private static let lasting: Int64 = 10_000_000_000

        func isFresh(at now: Int64) -> Bool { now - elapsed < Self.lasting }
    }

    /// Nanoseconds after which a cleanup that is not pending any more counts as answered by another one.
    private static let patience: Int64 = 1_000_000_000

    /// The interval asked for, in seconds.
    private(set) var interval: Double?
    /// The values asked for of other switches.
    private(set) var choices: [Setting: String] = [:]
    /// When the cleanups were asked for, in nanoseconds since the session began.
    private var cleanups: [Cleanup: Int64] = [:]
    /// Whether a pause (true) or its end (false) was asked for.
    private(set) var isPausing: Bool?
    /// Whether it was asked who holds what.
    private(set) var findsHolders = false
    /// The last refusal, until a cleanup is asked for anew or has ended.
    private(set) var refusal: Refusal?

    /// Whether anything is still to come.
    var isEmpty: Bool {
        !awaitSnapshot && cleanups.isEmpty && !findsHolders
    }

    /// Whether a snapshot will confirm some of it; the rest waits for the GIL and is answered by an event.
    var awaitSnapshot: Bool { interval != nil || !choices.isEmpty || isPausing != nil }

    /// The cleanups that are still to come.
    var pendingCleanups: [Cleanup] { Cleanup.allCases.filter { cleanups[$0] != nil } }

    /// The value asked for of a switch; nil if it has the one that it shall have.
    func value(of setting: Setting) -> String? {
        setting == .interval ? interval.map(Quantity.seconds) : choices[setting]
    }
}

// MARK: - Asking

extension Requests {
    mutating func ask(interval: Double) -> Command {
        self.interval = interval
        return .setInterval(interval)
    }

    /// A preset overrides switches that were asked for before it, and they modify it.
    mutating func ask(_ choice: String, of setting: Setting) -> Command? {
        guard let command = setting.command(for: choice) else { return nil }
        choices = setting == .preset ? [:] : choices.filter { $0.key != .preset }
        choices[setting] = choice
        return command
    }

    /// Asking again while it is on its way would change nothing.
    mutating func ask(_ cleanup: Cleanup, at elapsed: Int64) -> Command? {
        guard cleanups[cleanup] == nil else { return nil }
        refusal = nil
        cleanups[cleanup] = elapsed
        return cleanup.command
    }

    mutating func askForHolders() -> Command? {
        guard !findsHolders else { return nil }
        findsHolders = true
        return .findHolders
    }

    /// Asks for a pause or for its end, whichever makes a difference in a phase.
    mutating func togglePause(in phase: Progress.Phase) -> Command {
        let pauses = !(isPausing ?? (phase == .paused))
        isPausing = pauses
        confirm(phase)
        return pauses ? .pause : .resume
    }
}

// MARK: - Confirmation

extension Requests {
    /// Drops what a snapshot shows to be done.
    mutating func confirm(_ snapshot: Snapshot) {
        confirm(snapshot.settings, isAnswer: false)
        guard !snapshot.isSweepPending else { return }
        // It may have become one with another, whose event has another name.
        cleanups = cleanups.filter { snapshot.moment.elapsed < $0.value + Self.patience }
    }

    /// Drops what the state of the run shows to be done, or impossible by now.
    mutating func confirm(_ phase: Progress.Phase) {
        switch phase {
        case .paused where isPausing == true, .running where isPausing == false: isPausing = nil
        case .stopping, .finished: isPausing = nil
        default: break
        }
    }

    /// Drops what an event answers.
    /// - Returns: whether it answered anything.
    mutating func confirm(_ event: Event) -> Bool {
        let before = self
        switch event.kind {
        case .swept(let sweep):
            cleanups = cleanups.filter { !$0.key.isAnswered(by: sweep) }
            refusal = nil
        case .sweepRefused(let reason):
            if !cleanups.isEmpty { refusal = Refusal(reason: reason, elapsed: event.moment.elapsed) }
            dropRefused()
        case .settingsChanged(let settings): confirm(settings, isAnswer: true)
        case .holdersFound: findsHolders = false
        case .failed: self = Requests()
        default: break
        }
        return self != before
    }

    /// - Parameter isAnswer: whether they were told on a change, and not only measured.
    private mutating func confirm(_ settings: Settings, isAnswer: Bool) {
        if interval == settings.interval { interval = nil }
        choices = choices.filter { setting, choice in
            guard setting.value(in: settings) == choice else { return true }
            return setting == .preset && settings.isModified && !isAnswer
        }
    }

    /// What may be refused is to evict; a collection only if nothing else waits.
    private mutating func dropRefused() {
        let evictions = cleanups.filter { $0.key != .collect }
        cleanups = evictions.isEmpty ? [:] : cleanups.filter { $0.key == .collect }
    }
}
