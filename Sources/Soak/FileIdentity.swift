internal import Foundation

/// What tells a file from every other one that may have its name at another time.
struct FileIdentity: Equatable, Sendable {
    private let numbers: [Int]

    /// That of whatever has a name, of a link itself; nil where nothing has it.
    init?(_ path: String) {
        // What is not there has no attributes.
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else { return nil }
        numbers = [.systemNumber, .systemFileNumber].compactMap { (attributes[$0] as? NSNumber)?.intValue }
    }
}
