/// One measured figure, what it is compared with, and what it should be.
struct Finding {
    /// What a figure counts, and so how it is written.
    enum Unit: String {
        case nanoseconds = "ns"
        case microseconds = "µs"
        case milliseconds = "ms"
        case seconds = "s"
        case kilobytes = "KB"
        case bytes = "B"
        case percent = "%"
    }

    /// What the issue asks for.
    enum Target {
        /// Ours must be this many times as fast as theirs, or more.
        case ratio(Double)
        /// Ours must not exceed this.
        case limit(Double)
    }

    /// What was measured.
    let measure: String
    /// Our figure.
    let ours: Double
    let unit: Unit
    /// Whose figure ours is compared with; empty for nobody's.
    var rival = ""
    /// The rival's figure.
    var theirs: Double?
    /// What ours should be; nil where nothing is asked for.
    var target: Target?

    /// Theirs in ours: above 1, ours is the smaller figure.
    var ratio: Double? { theirs.map { $0 / ours } }

    /// Whether the target is met; nil without one.
    var isMet: Bool? {
        switch target {
        case .ratio(let least): ratio.map { $0 >= least }
        case .limit(let most): ours <= most
        case nil: nil
        }
    }
}
