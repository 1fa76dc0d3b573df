/// How much a quantity grows with every step instance.
public struct Rate: Sendable, Equatable {
    /// The Theil–Sen slope; negative when it shrinks.
    public var perStep: Double
    /// Where the true slope lies with a confidence of 95 %.
    public var interval: ClosedRange<Double>

    /// Creates a rate.
    public init(perStep: Double, interval: ClosedRange<Double>) {
        self.perStep = perStep
        self.interval = interval
    }
}

/// How much memory grows with every step instance.
public struct Growth: Sendable, Equatable {
    /// Bytes in use per step.
    public var bytes: Rate
    /// Entries of the object registry per step.
    public var entries: Rate

    /// Creates a growth.
    public init(bytes: Rate, entries: Rate) {
        self.bytes = bytes
        self.entries = entries
    }
}

/// How much growth is no leak.
///
/// Nothing measures a growth of exactly nothing, so an answer needs a threshold. The defaults are far below what one
/// retained step costs, and a soak of some minutes can tell them from nothing.
public struct Tolerance: Sendable, Equatable {
    /// Bytes per step that are no leak.
    public var bytesPerStep: Double
    /// Registry entries per step that are no leak.
    public var entriesPerStep: Double

    /// What may be said to be no leak, in bytes per step.
    package static let range = 0..<1e12

    /// Creates a tolerance; the defaults are 64 bytes per step and one entry in a hundred steps.
    public init(bytesPerStep: Double = 64, entriesPerStep: Double = 0.01) {
        self.bytesPerStep = bytesPerStep
        self.entriesPerStep = entriesPerStep
    }
}
