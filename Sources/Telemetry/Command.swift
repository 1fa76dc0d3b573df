/// What a person asks of the run. The composition root carries it out; its effect comes back as an event or
/// in the next snapshot.
package enum Command: Sendable, Equatable, Codable {
    /// Seconds between two sweeps, in `Settings.intervalRange`; takes effect in the middle of a wait.
    case setInterval(Double)
    /// Sets every switch at once.
    case setPreset(Preset)
    /// Sets one switch; the preset counts as modified when that differs from it.
    case set(Switch)
    /// Sweeps now, sparing what Python holds.
    case evict
    /// Sweeps now, what Python holds included: its next access to the host raises `ReferenceError`.
    case evictHeld
    /// Runs Python's own collector now, and gives free memory back to the system if that is switched on.
    case collect
    /// Asks who holds what the last sweep had to spare; the answer is an event.
    case findHolders
    /// Puts a note on the time axis and in the log; it comes back as an event.
    case note(String)
    /// Counts the entries by Python class; the answer is an event. Ask again for the next one.
    case countTypes
    /// Counts all objects of Python by class, which keeps the GIL meanwhile; the answer is an event.
    case countObjects
    /// Lists the threads of the process and where Python code stands in them; the answers are events.
    case listThreads
    /// Stops before the next step until resumed.
    case pause
    /// Goes on after a pause.
    case resume
    /// Ends the run after the step that is running, and leaves.
    case stop
    /// Leaves at once, whatever Python is doing.
    case abandon
}

/// One switch of the cleanup with its new value.
package enum Switch: Sendable, Equatable, Codable {
    /// When entries leave: `never`, `sweep` or `prompt`.
    case eviction(String)
    /// What asks for sweeps: `off`, `thread` or `pool`.
    case driver(String)
    /// Who owns a derived wrapper's bookkeeping reference: `registry` or `host`.
    case owner(String)
    /// Whether every cycle runs Python's own collector.
    case collects(Bool)
    /// Whether every cycle gives free memory back to the system.
    case trims(Bool)
    /// Whether a sweep runs in one hold of the GIL instead of many short ones.
    case inOneGo(Bool)
}

extension Command {
    /// What it does to the run, in words: `interval 5 s`; nil for a question, which does nothing.
    package var words: String? {
        switch self {
        case .setInterval(let seconds): "interval \(seconds.formatted) s"
        case .setPreset(let preset): "preset \(preset.rawValue)"
        case .set(let change): change.words
        case .evict: "evict"
        case .evictHeld: "evict held"
        case .collect: "collect"
        case .note: "note"
        case .pause: "pause"
        case .resume: "resume"
        case .stop: "stop"
        case .abandon: "leave at once"
        case .findHolders, .countTypes, .countObjects, .listThreads: nil
        }
    }
}

extension Switch {
    fileprivate var words: String {
        switch self {
        case .eviction(let value): "eviction \(value)"
        case .driver(let value): "driver \(value)"
        case .owner(let value): "owner \(value)"
        case .collects(let value): "collects \(value ? "yes" : "no")"
        case .trims(let value): "trims \(value ? "yes" : "no")"
        case .inOneGo(let value): "in one go \(value ? "yes" : "no")"
        }
    }
}

extension Double {
    /// Without a fraction that is none.
    fileprivate var formatted: String { Int(exactly: self).map(String.init) ?? description }
}
