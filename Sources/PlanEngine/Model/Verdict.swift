internal import Telemetry

/// How a step or a plan ended, from best to worst. Values as in OpenTAP.
public enum Verdict: Int, Sendable, CaseIterable, Comparable {
    /// Nothing was decided.
    case notSet = 0
    /// As it should be.
    case pass = 10
    /// Could not be decided.
    case inconclusive = 20
    /// Not as it should be.
    case fail = 30
    /// Stopped before the end.
    case aborted = 40
    /// Something raised.
    case error = 50

    /// Orders from best to worst.
    public static func < (a: Verdict, b: Verdict) -> Bool { a.rawValue < b.rawValue }

    /// Name in Python and on screen, `NotSet`.
    public var name: String {
        switch self {
        case .notSet: "NotSet"
        case .pass: "Pass"
        case .inconclusive: "Inconclusive"
        case .fail: "Fail"
        case .aborted: "Aborted"
        case .error: "Error"
        }
    }

    /// Becomes the other verdict if that is worse; a verdict never gets better.
    public mutating func upgrade(to other: Verdict) { self = max(self, other) }
}

/// Which verdicts of a step end the run of its siblings. Values as in OpenTAP.
public struct BreakConditions: OptionSet, Sendable {
    /// OpenTAP's number.
    public let rawValue: Int

    /// Creates a set from OpenTAP's number.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// As the parent says.
    public static let inherit = BreakConditions(rawValue: 1)
    /// An error.
    public static let onError = BreakConditions(rawValue: 2)
    /// A fail.
    public static let onFail = BreakConditions(rawValue: 4)
    /// An inconclusive verdict.
    public static let onInconclusive = BreakConditions(rawValue: 8)
    /// A pass.
    public static let onPass = BreakConditions(rawValue: 16)

    /// Names in Python with their numbers.
    static let names: [(String, Int)] = [
        ("Inherit", 1), ("BreakOnError", 2), ("BreakOnFail", 4), ("BreakOnInconclusive", 8),
        ("BreakOnPass", 16),
    ]

    /// Whether a step with this verdict ends the run of its siblings.
    func contains(_ verdict: Verdict) -> Bool {
        switch verdict {
        case .error: contains(.onError)
        case .fail: contains(.onFail)
        case .inconclusive: contains(.onInconclusive)
        case .pass: contains(.onPass)
        case .notSet, .aborted: false
        }
    }
}

extension VerdictCounts {
    /// How many ended so.
    subscript(_ verdict: Verdict) -> Int {
        get { self[keyPath: Self.path(of: verdict)] }
        set { self[keyPath: Self.path(of: verdict)] = newValue }
    }

    private static func path(of verdict: Verdict) -> WritableKeyPath<Self, Int> {
        switch verdict {
        case .notSet: \.notSet
        case .pass: \.pass
        case .inconclusive: \.inconclusive
        case .fail: \.fail
        case .aborted: \.aborted
        case .error: \.error
        }
    }

    mutating func add(_ other: VerdictCounts) {
        for verdict in Verdict.allCases { self[verdict] += other[verdict] }
    }

    /// Counts one more.
    mutating func count(_ verdict: Verdict) { self[verdict] += 1 }
}
