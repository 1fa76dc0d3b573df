import Telemetry

/// One value of every kind that travels. A case that is added does not compile until it has a sample here.
enum Samples {
    /// An event of every kind.
    static let events: [Event.Kind] = chain(from: .planEntered(7)) { kind in
        switch kind {
        case .planEntered: .planLeft(7, verdict: "Pass")
        case .planLeft: .swept(sweep)
        case .swept: .sweepRefused("no \"sweep\" \\ here\n\u{1}")
        case .sweepRefused: .holdersFound([HolderChain(type: "Step", count: 2, chain: "module m . x → Step")])
        case .holdersFound: .typesCounted(types)
        case .typesCounted: .objectsCounted(objects)
        case .objectsCounted: .threadsListed([thread])
        case .threadsListed: .framesFound([ThreadFrame(id: 7, name: "Timer", place: "run (a.py:3)")])
        case .framesFound: .settingsChanged(settings)
        case .settingsChanged: .asked(.setPreset(.stock), by: "mara on pts/3")
        case .asked: .noted("Kabel \"2\" getauscht")
        case .noted: .logged(LogLine(level: .error, source: "Schritt ü", text: "1\n2\t🦊"))
        case .logged: .stepFailed(step: "Step", error: "ValueError: x")
        case .stepFailed: .finished("3 plans")
        case .finished: .recordPaused("no space is left")
        case .recordPaused: .recordResumed(lost: 7)
        case .recordResumed: .failed("no such module")
        case .failed: nil
        }
    }

    /// A command of every kind.
    static let commands: [Command] = chain(from: .setInterval(2.5)) { command in
        switch command {
        case .setInterval: .setPreset(.prompt)
        case .setPreset: .set(.eviction("never"))
        case .set: .evict
        case .evict: .evictHeld
        case .evictHeld: .collect
        case .collect: .findHolders
        case .findHolders: .countTypes
        case .countTypes: .countObjects
        case .countObjects: .listThreads
        case .listThreads: .pause
        case .pause: .note("Kabel")
        case .note: .resume
        case .resume: .stop
        case .stop: .abandon
        case .abandon: nil
        }
    }

    /// Every switch.
    static let switches: [Switch] = chain(from: .eviction("sweep")) { change in
        switch change {
        case .eviction: .driver("pool")
        case .driver: .owner("registry")
        case .owner: .collects(true)
        case .collects: .trims(true)
        case .trims: .inOneGo(true)
        case .inOneGo: nil
        }
    }

    private static var sweep: SweepSummary {
        var sweep = SweepSummary()
        (sweep.trigger, sweep.examined, sweep.longestGILHold) = (.planExit, 5, 1 << 50)
        sweep.phases.collection = 3
        return sweep
    }

    private static var types: TypeCensus {
        var (census, type) = (TypeCensus(), TypeCount(name: "Step"))
        (type.counts, type.held, type.created, type.freed) = (RegistryCounts(live: 3, phantoms: 1), 2, 9, 6)
        (census.types, census.duration, census.longestGILHold) = ([type], 5, 4)
        return census
    }

    private static var objects: ObjectCensus {
        var census = ObjectCensus()
        (census.types, census.gilHold) = ([ObjectCount(name: "dict", count: 12)], 3)
        return census
    }

    private static var thread: ThreadReading {
        var reading = ThreadReading(id: 42, name: "python", state: "R", cpu: 1 << 40)
        (reading.runs, reading.waitingSince, reading.seenWaitingSince) = ("step A", 17, 18)
        return reading
    }

    private static var settings: Settings {
        var settings = Settings()
        (settings.preset, settings.interval, settings.trims) = (.stock, 0.1, true)
        return settings
    }

    private static func chain<Value>(from first: Value, _ next: (Value) -> Value?) -> [Value] {
        var values = [first]
        while let last = values.last, let following = next(last) { values.append(following) }
        return values
    }
}
