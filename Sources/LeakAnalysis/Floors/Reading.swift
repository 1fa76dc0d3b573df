/// What was measured at one moment.
public struct Reading: Sendable, Equatable, Codable {
    /// Seconds since the session began, on a clock that never goes back.
    public var seconds: Double
    /// Step instances run since the session began.
    public var steps: Int
    /// Bytes in use.
    public var heapBytes: Int
    /// Entries of the object registry.
    public var entries: Int
    /// How often everything that lives only for a while has been let go so far: plans that ended, or, where they are
    /// fewer, full collections by Python. Nil where nobody counts.
    ///
    /// What grows between two of them may be on its way out already, so with a count there is no leak before there
    /// have been two.
    public var turnovers: Int?

    /// Creates a reading.
    public init(seconds: Double, steps: Int, heapBytes: Int, entries: Int, turnovers: Int? = nil) {
        self.seconds = seconds
        self.steps = steps
        self.heapBytes = heapBytes
        self.entries = entries
        self.turnovers = turnovers
    }
}

/// What floors have to have in common to be compared: a change of any of it begins a new segment.
public struct Regime: Sendable, Equatable, Codable {
    /// Name of the preset, and of whatever else decides what stays in memory.
    public var preset: String
    /// Seconds between two sweeps, greater than 0.
    public var interval: Double
    /// Whether anything sweeps. Where nothing does, a window lasts one interval.
    public var sweeps: Bool

    /// Creates a regime.
    public init(preset: String, interval: Double, sweeps: Bool) {
        self.preset = preset
        self.interval = interval
        self.sweeps = sweeps
    }
}
