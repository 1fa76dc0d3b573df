/// What a terminal of the kind of xterm shows: the characters, without their colours.
///
/// Knows what programs that draw with ncurses or by themselves make use of, and takes every character as one column wide.
struct TerminalScreen {
    let columns: Int
    let rows: Int
    /// Whether the second screen is shown, which full-screen programs take.
    private(set) var isSecond = false
    private var cells: [[Unicode.Scalar]]
    private var column = 0
    private var row = 0
    /// The character written last, which may have to be repeated.
    private var last: Unicode.Scalar = " "
    private var region: ClosedRange<Int>
    private var decoder = ControlDecoder()

    init(columns: Int, rows: Int) {
        (self.columns, self.rows) = (columns, rows)
        cells = Array(repeating: Array(repeating: " ", count: columns), count: rows)
        region = 0...(rows - 1)
    }

    /// How many cells are not blank.
    var filled: Int { cells.reduce(0) { $0 + $1.count { $0 != " " } } }

    /// Whether a text stands in one of the rows.
    func contains(_ text: String) -> Bool {
        let wanted = Array(text.unicodeScalars)
        return cells.contains { line in
            line.indices.contains { line[$0...].starts(with: wanted) }
        }
    }

    /// Takes over what a program wrote.
    mutating func take(_ bytes: ArraySlice<UInt8>) {
        for byte in bytes { if let control = decoder.take(byte) { obey(control) } }
    }

    private mutating func obey(_ control: ControlDecoder.Control) {
        switch control {
        case .character(let scalar): put(scalar)
        case .newLine: feed()
        case .reverseLine: if row == region.lowerBound { scroll(-1, region) } else { row = max(0, row - 1) }
        case .carriageReturn: column = 0
        case .backspace: column = max(0, column - 1)
        case .tab: column = min(columns - 1, (column / 8 + 1) * 8)
        case .sequence(let sequence): obey(sequence)
        }
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        if column == columns {
            column = 0
            feed()
        }
        cells[row][column] = scalar
        (last, column) = (scalar, column + 1)
    }

    private mutating func feed() {
        if row == region.upperBound { scroll(1, region) } else { row = min(rows - 1, row + 1) }
    }

    private mutating func obey(_ sequence: ControlDecoder.Sequence) {
        let count = max(1, sequence[0])
        switch sequence.final {
        case "A": row -= count
        case "B": row += count
        case "C": column += count
        case "D": column = min(column, columns - 1) - count
        case "G", "`": column = count - 1
        case "d": row = count - 1
        case "H", "f": (row, column) = (count - 1, max(1, sequence[1]) - 1)
        case "J": erase(sequence[0], of: 0..<(rows * columns))
        case "K": erase(sequence[0], of: line)
        case "X": blank(cell..<min(cell + count, line.upperBound))
        case "b": for _ in 0..<count { put(last) }
        case "@": shift(-count)
        case "P": shift(count)
        case "L": scroll(-count, row...region.upperBound)
        case "M": scroll(count, row...region.upperBound)
        case "S": scroll(count, region)
        case "T": scroll(-count, region)
        case "r": limit(count, sequence[1])
        case "h", "l": if sequence.isPrivate, sequence[0] == 1049 { turn(sequence.final == "h") }
        default: break
        }
        row = min(max(0, row), rows - 1)
        column = min(max(0, column), columns)
    }

    // MARK: - Cells

    /// The number of the cell under the cursor, and those of its line.
    private var cell: Int { row * columns + min(column, columns - 1) }
    private var line: Range<Int> { (row * columns)..<((row + 1) * columns) }

    private mutating func erase(_ part: Int, of all: Range<Int>) {
        switch part {
        case 0: blank(cell..<all.upperBound)
        case 1: blank(all.lowerBound..<(cell + 1))
        default: blank(all)
        }
    }

    private mutating func blank(_ range: Range<Int>) {
        for cell in range { cells[cell / columns][cell % columns] = " " }
    }

    /// Moves the rest of the line to the left by so many cells; below zero, to the right.
    private mutating func shift(_ count: Int) {
        let first = min(column, columns - 1)
        let rest = cells[row][first...]
        let blanks = Array(repeating: Unicode.Scalar(" "), count: min(abs(count), rest.count))
        let moved = count > 0 ? rest.dropFirst(count) + blanks : blanks + rest.dropLast(-count)
        cells[row].replaceSubrange(first..., with: moved)
    }

    /// Moves lines up by so many; below zero, down.
    private mutating func scroll(_ count: Int, _ lines: ClosedRange<Int>) {
        let old = cells
        for line in lines {
            let source = line + count
            cells[line] = lines.contains(source) ? old[source] : Array(repeating: " ", count: columns)
        }
    }

    private mutating func limit(_ first: Int, _ end: Int) {
        let last = end == 0 ? rows : min(end, rows)
        if first < last { region = (first - 1)...(last - 1) }
        (row, column) = (0, 0)
    }

    private mutating func turn(_ isSecond: Bool) {
        self.isSecond = isSecond
        blank(0..<(rows * columns))
    }
}
