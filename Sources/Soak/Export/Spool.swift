internal import Foundation

/// Text of many strands that come side by side and are wanted one after the other; what does not fit into memory waits in
/// a file without a name.
struct Spool {
    private struct Piece {
        let offset: UInt64
        let count: Int
    }

    private struct Strand {
        var pieces: [Piece] = []
        var waiting: [UInt8] = []
    }

    /// A strand is set aside when it has grown by this.
    private let pieceBytes: Int
    private let folder: String
    private var strands: [Strand]
    private var file: FileHandle?
    private var end: UInt64 = 0

    /// - Parameter folder: where the file is made.
    init(
        strands: Int, pieceBytes: Int = 64 << 10, folder: String = FileManager.default.temporaryDirectory.path
    ) {
        self.strands = Array(repeating: Strand(), count: strands)
        (self.pieceBytes, self.folder) = (pieceBytes, folder)
    }

    /// Adds to a strand, in memory.
    mutating func append(_ text: String, to strand: Int) { strands[strand].waiting += text.utf8 }

    /// Whether anything was added to a strand.
    func isEmpty(_ strand: Int) -> Bool { strands[strand].pieces.isEmpty && strands[strand].waiting.isEmpty }

    /// Sets aside whatever has grown too large.
    mutating func setAside() throws(ExportError) {
        for index in strands.indices where strands[index].waiting.count >= pieceBytes {
            do {
                let file = try opened()
                try file.seek(toOffset: end)
                try file.write(contentsOf: Data(strands[index].waiting))
            } catch {
                throw .noSpace(SystemReason.of(error))
            }
            let count = strands[index].waiting.count
            strands[index].pieces.append(Piece(offset: end, count: count))
            strands[index].waiting.removeAll(keepingCapacity: true)
            end += UInt64(count)
        }
    }

    /// Gives a strand back, piece by piece.
    func read(_ strand: Int, _ write: ([UInt8]) throws(ExportError) -> Void) throws(ExportError) {
        for piece in strands[strand].pieces {
            let data: Data?
            do {
                try file?.seek(toOffset: piece.offset)
                data = try file?.read(upToCount: piece.count)
            } catch {
                throw .noSpace(SystemReason.of(error))
            }
            guard let data, data.count == piece.count else { throw .noSpace("it was cut short") }
            try write([UInt8](data))
        }
        try write(strands[strand].waiting)
    }

    /// The file is gone as soon as nobody has it open.
    private mutating func opened() throws -> FileHandle {
        if let file { return file }
        let place = URL(fileURLWithPath: folder + "/phantop-\(UUID().uuidString)")
        try Data().write(to: place, options: .withoutOverwriting)
        let opened = try FileHandle(forUpdating: place)
        try FileManager.default.removeItem(at: place)
        file = opened
        return opened
    }
}
