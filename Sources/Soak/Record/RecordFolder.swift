internal import Foundation

/// The folder of the records that nobody named, and what remains in it.
package struct RecordFolder: Sendable {
    /// How records end.
    package static let suffix = ".phantop"
    /// How many of them remain.
    package static let mostRecords = 20
    /// How many bytes they may have together.
    static let mostBytes: Int64 = 2 << 30
    /// Seconds after which one goes.
    package static let longest: Double = 30 * 86_400

    let path: String
    private let name: @Sendable () -> String
    private let facts: @Sendable () -> RecordFacts

    /// Names a new record in a folder; nothing is made yet.
    /// - Parameters:
    ///   - path: the folder, which need not be there.
    ///   - name: of the record, without what all end with. Like the facts, asked for when there is to be a record, on the
    ///     thread that makes it: most runs end before, and all of them have a first screen to show.
    package init(
        _ path: String, name: @escaping @autoclosure @Sendable () -> String,
        facts: @escaping @autoclosure @Sendable () -> RecordFacts
    ) {
        (self.path, self.name, self.facts) = (path, name, facts)
    }

    /// Whether somebody can type a character of a name, and a terminal show it.
    private static func isFit(_ character: Character) -> Bool {
        character != "/" && !character.isWhitespace
            && !character.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }

    /// Removes what is old and much, and begins a record.
    func makeRecord() throws(RecordError) -> NewRecord {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw .unwritable(path, reason: SystemReason.of(error))
        }
        prune()
        let name = name().map { Self.isFit($0) ? $0 : "-" }.prefix(100)
        return try NewRecord(path + "/" + String(name) + Self.suffix, facts: facts())
    }

    /// Removes the oldest records; never one that is being written.
    func prune(now: Date = Date()) {
        var (count, bytes) = (0, Int64(0))
        for record in StoredRecord.all(in: path) {
            count += 1
            bytes += record.bytes
            let isOld = now.timeIntervalSince(record.changed) > Self.longest
            guard isOld || count >= Self.mostRecords || bytes > Self.mostBytes else { continue }
            // What cannot be read is no record of a run that goes on.
            if let reader = try? RecordReader(record.path), reader.facts.isBeingWritten { continue }
            RecordPlace.remove(record.path)
        }
    }
}
