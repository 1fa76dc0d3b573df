package import Foundation

/// A record in the folder of those that nobody named.
package struct StoredRecord: Sendable {
    /// Where it is.
    package let path: String
    /// Its size, with what SQLite has beside it while it is written.
    package let bytes: Int64
    /// When it was written to.
    package let changed: Date

    /// What it is called, without what all end with.
    package var name: String {
        String(path.split(separator: "/").last?.dropLast(RecordFolder.suffix.count) ?? "")
    }

    /// The records of a folder, those of the newest runs first. Opens each; of one that cannot be read it counts when it was
    /// written to.
    package static func newestFirst(in folder: String) -> [StoredRecord] {
        all(in: folder).map { record in
            // What is wrong with it is said by whoever opens it.
            let began = (try? RecordReader(record.path))?.facts[.began].flatMap { Double($0) }
            return (record, began ?? record.changed.timeIntervalSince1970 * 1e9)
        }.sorted { $0.1 > $1.1 }.map(\.0)
    }

    /// The records of a folder, first what was written to last; a folder that cannot be read has none.
    package static func all(in folder: String) -> [StoredRecord] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasSuffix(RecordFolder.suffix) }.compactMap { name in
            let path = folder + "/" + name
            guard RecordReader.isRegular(path) else { return nil }
            let files = RecordPlace.files(of: path).compactMap {
                // What is not there has no size.
                try? FileManager.default.attributesOfItem(atPath: $0)
            }
            let dates = files.compactMap { $0[.modificationDate] as? Date }
            guard let changed = dates.max() else { return nil }
            let bytes = files.compactMap { ($0[.size] as? NSNumber)?.int64Value }.reduce(0, +)
            return StoredRecord(path: path, bytes: bytes, changed: changed)
        }.sorted { $0.changed > $1.changed }
    }
}
