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
        /// A manual eviction.
        case manual

        /// The sign of the mark.
        public var symbol: Symbol {
            switch self {
            case .bound: .bound
            case .sweep: .sweep
            case .change: .change
            case .manual: .manual
            }
        }

        /// The role of the mark.
        public var role: Role {
            switch self {
            case .bound: .axis
            case .sweep: .sweep
            case .change: .event
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

/// Which ages are worth a label below a graph.
public struct TimeAxis: Sendable, Equatable {
    /// Seconds that one dot column stands for.
    public var secondsPerColumn: Double
    /// How many seconds ago the right edge is; 0 while following.
    public var endAge: Double

    /// Creates an axis.
    public init(secondsPerColumn: Double, endAge: Double = 0) {
        self.secondsPerColumn = secondsPerColumn
        self.endAge = endAge
    }

    /// Labels at round ages, evenly spaced and with room between them.
    /// - Parameter dotColumns: the width of the graph; the right edge is the end of the last one.
    public func labels(dotColumns: Int) -> [AxisLabel] {
        guard secondsPerColumn > 0, endAge.isFinite, dotColumns > 0 else { return [] }
        let room = Double(Self.spacing) * secondsPerColumn
        let step = Self.steps.first { $0 >= room } ?? (room / 86400).rounded(.up) * 86400
        let oldest = endAge + Double(dotColumns) * secondsPerColumn
        var age = (oldest / step).rounded(.down) * step
        var labels: [AxisLabel] = []
        while age > endAge {
            let column = dotColumns - Int(((age - endAge) / secondsPerColumn).rounded())
            labels.append(AxisLabel(dotColumn: column, text: Self.text(seconds: age)))
            age -= step
        }
        return labels
    }

    /// At least so many dot columns from one label to the next.
    private static let spacing = 18
    private static let steps: [Double] = [
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600, 43200, 86400,
    ]

    /// An age in its largest units: `30s`, `2m`, `1m30s`, `1h`, `2d`.
    public static func text(seconds: Double) -> String {
        guard seconds.isFinite, seconds.magnitude < 1e12 else { return "?" }
        let units = [(86400, "d"), (3600, "h"), (60, "m"), (1, "s")]
        var rest = Int(seconds.rounded())
        var text = ""
        for (length, name) in units where rest >= length {
            text += "\(rest / length)\(name)"
            rest %= length
        }
        return text.isEmpty ? "0s" : text
    }
}
