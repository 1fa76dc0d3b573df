/// Something that happened at one moment, for the log and for the marks on the time axis.
package struct Event: Sendable, Equatable, Codable {
    /// When.
    package var moment: Moment
    /// What.
    package var kind: Kind

    /// Creates an event.
    package init(moment: Moment, kind: Kind) {
        self.moment = moment
        self.kind = kind
    }

    /// What can happen.
    package enum Kind: Sendable, Equatable, Codable {
        /// A plan run began; the number counts from 1.
        case planEntered(Int)
        /// A plan run ended with this verdict (`Pass`, `Error`, …).
        case planLeft(Int, verdict: String, figures: PlanFigures = PlanFigures())
        /// A cleanup cycle ended.
        case swept(SweepSummary)
        /// A sweep was asked for and refused, with the reason in words.
        case sweepRefused(String)
        /// Who holds what the last sweep had to spare; empty when nothing is held.
        case holdersFound([HolderChain])
        /// The entries by Python class, as somebody asked for them.
        case typesCounted(TypeCensus)
        /// All objects of Python by class, as somebody asked for them.
        case objectsCounted(ObjectCensus)
        /// The threads of the process, as somebody asked for them.
        case threadsListed([ThreadReading])
        /// Where Python code stands in the threads of scripts; follows `threadsListed` as soon as the GIL is free.
        case framesFound([ThreadFrame])
        /// A switch or the interval changed; the new settings.
        case settingsChanged(Settings)
        /// Somebody who watches from elsewhere asked for this; what becomes of it are events of their own.
        case asked(Command, by: String)
        /// Somebody noted something, for whoever looks at the graphs later.
        case noted(String)
        /// A line for the log.
        case logged(LogLine)
        /// A step raised: step name, exception in one line.
        case stepFailed(step: String, error: String)
        /// The run as a whole ended, with one sentence that says how.
        case finished(String)
        /// What happens is not recorded any more, for this reason; it is tried again and again.
        case recordPaused(String)
        /// It is recorded again; so many snapshots and events since the pause began are lost.
        case recordResumed(lost: Int)
        /// The run cannot go on at all, with one sentence that says why.
        case failed(String)
    }
}

/// One line of the log.
package struct LogLine: Sendable, Equatable, Codable {
    /// Severity, ascending.
    package enum Level: Int, Sendable, CaseIterable, Comparable, Codable {
        /// For the author of a step.
        case debug
        /// Ordinary progress.
        case info
        /// Something to look at.
        case warning
        /// Something that failed.
        case error

        /// Orders by severity.
        package static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
    }

    /// Severity.
    package var level: Level
    /// Who wrote it: a step's name, `Python` for what was printed, `phantop` for ourselves.
    package var source: String
    /// The text, without control characters; newlines only in tracebacks.
    package var text: String

    /// Creates a line.
    package init(level: Level, source: String, text: String) {
        self.level = level
        self.source = source
        self.text = text
    }
}

/// What one cleanup cycle did.
package struct SweepSummary: Sendable, Equatable, Transmitted {
    /// What asked for a cycle.
    package enum Trigger: String, Sendable, CaseIterable, Codable {
        /// The interval was over.
        case clock
        /// A person pressed the key.
        case manual
        /// The last plan run ended.
        case final
        /// A plan run ended under the `prompt` preset.
        case planExit
        /// A step called `phantop.evict_abandoned()`.
        case script
        /// A person asked for Python's own collector.
        case collection
    }

    /// What asked for it.
    package var trigger = Trigger.clock
    /// What it did beside sweeping, and how long each phase took.
    package var phases = PhaseTimes()
    /// Whether what Python holds was taken too.
    package var isForced = false
    /// Entries looked at.
    package var examined = 0
    /// Phantoms removed.
    package var phantoms = 0
    /// Entries whose handle went from strong to weak.
    package var weakened = 0
    /// Wrappers freed by it.
    package var freed = 0
    /// Abandoned entries left alone because Python still holds them.
    package var held = 0
    /// Held ones among them about which nobody could decide, because too much hangs on them.
    package var undecided = 0
    /// Unreachable objects that Python's own collector found.
    package var collected = 0
    /// Nanoseconds from the request until the GIL was first had.
    package var gilWait: Int64 = 0
    /// The longest time in nanoseconds that the GIL was held without a gap.
    package var longestGILHold: Int64 = 0
    /// Nanoseconds from the first to the last instruction of the cycle.
    package var duration: Int64 = 0

    /// Creates a summary of nothing.
    package init() {}
}

/// What is measured right after a plan run, when its own objects have not been given up yet.
package struct PlanFigures: Sendable, Equatable, Transmitted {
    /// Steps run in it.
    package var steps = 0
    /// Bytes of Python's heap and of live host objects.
    package var heapBytes = 0
    /// Entries of the registry.
    package var entries = 0

    /// Creates figures of nothing.
    package init() {}
}

/// Why Python still reaches abandoned objects of one type.
package struct HolderChain: Sendable, Equatable, Codable {
    /// Name of the Python class that is held.
    package var type: String
    /// How many of its instances are held.
    package var count: Int
    /// Since when there have been held ones in every sweep, on `Moment.elapsed`; nil when no sweep has told.
    package var since: Int64?
    /// The chain to one of them, `module bench_steps . CACHE [list] → MyStep`; it may begin in native code or a running
    /// frame.
    package var chain: String

    /// Creates a chain.
    package init(type: String, count: Int, since: Int64? = nil, chain: String) {
        self.type = type
        self.count = count
        self.since = since
        self.chain = chain
    }
}
