/// Bytes that come in pieces, as lines.
struct LineBuffer {
    private var bytes: [UInt8] = []
    private var begin = 0
    private var searched = 0
    /// Bytes of a line that is accepted.
    private let longest: Int

    init(longest: Int) { self.longest = longest }

    /// Adds what came.
    mutating func append(_ piece: [UInt8]) {
        if begin > 0, begin >= bytes.count / 2 {
            bytes.removeFirst(begin)
            searched -= begin
            begin = 0
        }
        bytes += piece
    }

    /// Whether more has come than a line may have, without its end.
    var isFlooded: Bool { bytes.count - begin > longest && searched == bytes.count }

    /// The next whole line, without its end; nil until there is one.
    mutating func next() -> ArraySlice<UInt8>? {
        guard let end = bytes[searched...].firstIndex(of: StreamLine.end) else {
            searched = bytes.count
            return nil
        }
        defer { (begin, searched) = (end + 1, end + 1) }
        return bytes[begin..<end]
    }
}
