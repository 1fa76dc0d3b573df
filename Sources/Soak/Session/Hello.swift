package import Telemetry

/// The first line of whoever connects to a session.
package struct Hello: Sendable, Equatable, Transmitted {
    /// What somebody can want.
    package enum Wish: String, Sendable, Codable {
        /// To know what runs, and go.
        case summary
        /// To be told everything that has happened and happens.
        case stream
    }

    /// The version of the stream that is understood.
    package var version = StreamLine.version
    /// What is wanted.
    package var wish = Wish.summary
    /// Who it is, to be shown to others: `mara on pts/3`.
    package var viewer = ""
    /// Whether nothing will be asked of the run; what is asked all the same is refused.
    package var isReadOnly = false

    /// Creates a hello that wants to know what runs.
    package init() {}
}

/// What a session says of itself.
package struct SessionSummary: Sendable, Equatable, Transmitted {
    /// The version of the stream that is spoken.
    package var version = StreamLine.version
    /// What the session is called.
    package var name = ""
    /// What runs, as on the command line.
    package var workload = ""
    /// Number of its process.
    package var process = 0
    /// The program and its version.
    package var program = ""
    /// When it began, in nanoseconds since 1970-01-01 UTC.
    package var began: Int64 = 0
    /// When it began on the clock of this machine, see `SessionClock.origin`.
    package var origin: Int64 = 0
    /// What the run is doing.
    package var phase = Progress.Phase.starting
    /// Whether it leaks: OK, LEAK, BOUNDED, STEP or UNSURE.
    package var verdict = ""
    /// Entries of the registry.
    package var entries = 0
    /// Bytes by which the heap has grown.
    package var heapGrowthBytes = 0
    /// Steps run.
    package var stepInstances = 0
    /// How many watch it from elsewhere.
    package var viewers = 0
    /// Values beyond which the run wants its metrics marked, by their names.
    package var thresholds: [String: Double] = [:]
    /// Growth in bytes per step that is no leak for whoever started the run; nil where nobody has said so.
    package var tolerance: Double?

    /// Creates a summary of nothing.
    package init() {}
}

/// How a run ended, for those who watched it from elsewhere.
package struct SessionEnd: Sendable, Equatable, Transmitted {
    /// The exit code of the run.
    package var code = 0
    /// What is said of it: the report, and reasons.
    package var text = ""

    /// Creates the end of a run that went well and left nothing to be said.
    package init() {}
}
