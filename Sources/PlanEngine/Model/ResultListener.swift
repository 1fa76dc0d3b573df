internal import PythonBridge

/// One row that a step published.
public struct ResultRow: Sendable, Equatable {
    /// Name of the table.
    public let table: String
    /// Names of its columns.
    public let columns: [String]
    /// One value for each column.
    public let values: [ResultValue]
}

/// A value in a result row.
public enum ResultValue: Sendable, Equatable {
    /// A number.
    case number(Double)
    /// Text.
    case text(String)

    /// The value as Python sees it.
    var value: PythonValue {
        switch self {
        case .number(let number): .double(number)
        case .text(let text): .string(text)
        }
    }
}

/// Receives what steps publish. Called on the thread of the step, with the GIL held; must be quick.
public protocol ResultListener: Sendable {
    /// One row was published.
    func publish(_ row: ResultRow)
}
