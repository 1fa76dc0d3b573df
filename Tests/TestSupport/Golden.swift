internal import Foundation

/// Text that is compared with a file beside the test.
package struct Golden {
    /// Why a text is not what it should be.
    package struct Difference: CustomStringConvertible {
        /// The file, the first line that differs, and both versions of the text.
        package let description: String
    }

    private let directory: URL
    private let records: Bool

    /// Golden files in the folder `Golden` beside a test file.
    ///
    /// With `PHANTOP_RECORD=1` in the environment every text is written to its file instead of compared.
    package init(beside file: StaticString = #filePath) {
        directory = URL(fileURLWithPath: "\(file)").deletingLastPathComponent().appendingPathComponent(
            "Golden")
        records = ProcessInfo.processInfo.environment["PHANTOP_RECORD"] == "1"
    }

    /// Compares a text with a file.
    /// - Parameter name: the file's name without `.txt`.
    /// - Returns: nil if they are the same, or if the file has been recorded just now.
    package func difference(_ text: String, from name: String) -> Difference? {
        let file = directory.appendingPathComponent(name + ".txt")
        let actual = text + "\n"
        if records { return record(actual, to: file) }
        // A file that cannot be read differs from everything, and the difference names it.
        let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        guard actual != expected else { return nil }
        let lines = zip(actual.split(separator: "\n"), expected.split(separator: "\n"))
        let same = lines.prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
        return Difference(
            description: "\(file.path):\(same + 1) differs (PHANTOP_RECORD=1 records it anew)"
                + "\nexpected:\n\(expected)\nactual:\n\(actual)")
    }

    private func record(_ text: String, to file: URL) -> Difference? {
        do {
            try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            return nil
        } catch {
            return Difference(description: "cannot record \(file.path): \(error)")
        }
    }
}
