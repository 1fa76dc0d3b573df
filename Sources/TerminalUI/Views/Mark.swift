/// A word below a graph.
public struct AxisLabel: Sendable, Equatable {
    /// The dot column that the first character stands at.
    public var dotColumn: Int
    /// The word.
    public var text: String

    /// Creates a label.
    public init(dotColumn: Int, text: String) {
        self.dotColumn = dotColumn
        self.text = text
    }
}

/// A sign on the time axis of a graph.
public struct Mark: Sendable, Equatable {
    /// The dot column of the moment.
    public var dotColumn: Int
    /// What happened.
    public var kind: Kind

    /// What a mark can stand for; if two fall on one cell, the later case here is the one shown.
    public enum Kind: Int, Sendable, CaseIterable, Comparable {
        /// Where a plan began or ended.
        case bound
        /// A sweep.
        case sweep
        /// A change of interval or preset.
        case change
        /// The end of the run.
        case ending
        /// A manual eviction.
        case manual
        /// A note that somebody made.
        case note

        /// The sign of the mark.
        public var symbol: Symbol {
            switch self {
            case .bound: .bound
            case .sweep: .sweep
            case .change: .change
            case .ending: .ending
            case .manual: .manual
            case .note: .note
            }
        }

        /// The role of the mark.
        public var role: Role {
            switch self {
            case .bound: .axis
            case .sweep: .sweep
            case .change, .ending, .note: .event
            case .manual: .manual
            }
        }

        /// Which of two shows when they meet.
        public static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// Creates a mark.
    public init(dotColumn: Int, kind: Kind) {
        self.dotColumn = dotColumn
        self.kind = kind
    }
}
