internal import Foundation

/// The folder of the records that nobody named, and what remains in it.
package struct RecordFolder: Sendable {
    /// How records end.
    package static let suffix = ".phantop"
    /// How many of them remain.
    static let mostRecords = 20
    /// How many bytes they may have together.
    static let mostBytes: Int64 = 2 << 30
    /// Seconds after which one goes.
    static let longest: Double = 30 * 86_400

    private let path: String
    private let name: String
    private let facts: RecordFacts

    /// Names a new record in a folder; nothing is made yet.
    /// - Parameters:
    ///   - path: the folder, which need not be there.
    ///   - name: of the record, without what all end with.
    package init(_ path: String, name: String, facts: RecordFacts) {
        self.path = path
        self.name = String(name.map { Self.isFit($0) ? $0 : "-" }.prefix(100))
        self.facts = facts
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
        return try NewRecord(path + "/" + name + Self.suffix, facts: facts)
    }

    private struct Found {
        let path: String
        let bytes: Int64
        let changed: Date
    }

    /// Removes the oldest records; never one that is being written.
    func prune(now: Date = Date()) {
        var (count, bytes) = (0, Int64(0))
        for record in found().sorted(by: { $0.changed > $1.changed }) {
            count += 1
            bytes += record.bytes
            let isOld = now.timeIntervalSince(record.changed) > Self.longest
            guard isOld || count >= Self.mostRecords || bytes > Self.mostBytes else { continue }
            // What cannot be read is no record of a run that goes on.
            if let reader = try? RecordReader(record.path), reader.facts.isBeingWritten { continue }
            RecordPlace.remove(record.path)
        }
    }

    private func found() -> [Found] {
        // A folder that cannot be read has nothing to remove.
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        return names.filter { $0.hasSuffix(Self.suffix) }.compactMap { name in
            let files = RecordPlace.files(of: path + "/" + name).compactMap {
                // What is not there has no size.
                try? FileManager.default.attributesOfItem(atPath: $0)
            }
            let dates = files.compactMap { $0[.modificationDate] as? Date }
            guard let changed = dates.max() else { return nil }
            let bytes = files.compactMap { ($0[.size] as? NSNumber)?.int64Value }.reduce(0, +)
            return Found(path: path + "/" + name, bytes: bytes, changed: changed)
        }
    }
}
