internal import GRDB
internal import Telemetry

/// One number or word of a snapshot, and the column that it is written to.
struct SampleColumn: Sendable {
    /// Its name in the table.
    let name: String
    /// What SQLite calls its type.
    let type: String
    /// What stands there for a snapshot.
    let read: @Sendable (Snapshot) -> DatabaseValue
    /// Puts what stands there into a snapshot; false if it cannot be that.
    let write: @Sendable (DatabaseValue, inout Snapshot) -> Bool
    /// Whether records of an older phantop, with the same version of the layout, lack it.
    private(set) var isAddition = false

    /// This column, as one that older records lack.
    var added: Self {
        var column = self
        column.isAddition = true
        return column
    }

    /// Those of the columns that a table of a record has.
    static func present(
        _ columns: [SampleColumn], in table: String, _ database: Database
    ) throws -> [SampleColumn] {
        guard columns.contains(where: \.isAddition) else { return columns }
        let names = Set(try database.columns(in: table).map(\.name))
        return columns.filter { !$0.isAddition || names.contains($0.name) }
    }

    typealias Path<Value> = any WritableKeyPath<Snapshot, Value> & Sendable

    /// What is measured is never further from zero; more can only be damage, and would overflow when added up.
    private static let largest: UInt64 = 1 << 60

    /// A number of at most 2⁶⁰ in size; nil where there is none.
    static func number(_ value: DatabaseValue, atMost largest: UInt64 = largest) -> Int64? {
        guard case .int64(let number) = value.storage, number.magnitude <= largest else { return nil }
        return number
    }
}

extension SampleColumn {
    init<I: FixedWidthInteger & Sendable>(
        _ name: String, _ path: Path<I>, atMost largest: UInt64 = largest
    ) {
        self.init(name: name, type: "INTEGER NOT NULL") {
            Int64($0[keyPath: path]).databaseValue
        } write: { value, snapshot in
            guard let number = Self.number(value, atMost: largest).flatMap(I.init(exactly:)) else {
                return false
            }
            snapshot[keyPath: path] = number
            return true
        }
    }

    init<I: FixedWidthInteger & Sendable>(
        _ name: String, _ path: Path<I?>
    ) {
        self.init(name: name, type: "INTEGER") {
            $0[keyPath: path].map { Int64($0) }.databaseValue
        } write: { value, snapshot in
            guard !value.isNull else {
                snapshot[keyPath: path] = nil
                return true
            }
            guard let number = Self.number(value).flatMap(I.init(exactly:)) else { return false }
            snapshot[keyPath: path] = number
            return true
        }
    }

    init(_ name: String, _ path: Path<Bool>) {
        self.init(name: name, type: "INTEGER NOT NULL") {
            $0[keyPath: path].databaseValue
        } write: { value, snapshot in
            guard let number = Self.number(value) else { return false }
            snapshot[keyPath: path] = number != 0
            return true
        }
    }

    init(_ name: String, _ path: Path<String>) {
        self.init(name: name, type: "TEXT NOT NULL") {
            $0[keyPath: path].databaseValue
        } write: { value, snapshot in
            guard case .string(let text) = value.storage else { return false }
            snapshot[keyPath: path] = text
            return true
        }
    }

    init(_ name: String, _ path: Path<Double>) {
        self.init(name: name, type: "REAL NOT NULL") {
            $0[keyPath: path].databaseValue
        } write: { value, snapshot in
            guard case .double(let number) = value.storage, number.magnitude <= 1e18 else { return false }
            snapshot[keyPath: path] = number
            return true
        }
    }

    /// A word that is not known here, of another version, leaves what is usual.
    init<Word: RawRepresentable<String> & SendableMetatype>(
        _ name: String, word path: Path<Word>
    ) {
        self.init(name: name, type: "TEXT NOT NULL") {
            $0[keyPath: path].rawValue.databaseValue
        } write: { value, snapshot in
            guard case .string(let text) = value.storage else { return false }
            if let word = Word(rawValue: text) { snapshot[keyPath: path] = word }
            return true
        }
    }
}
