internal import ArgumentParser
internal import Dashboard
internal import Telemetry

/// A metric and the value beyond which it is marked.
struct ThresholdOption: Equatable {
    /// The only metric that is no number of things.
    private static let bytes = "heap"

    let metric: String
    let value: Double

    /// Reads `heap=50MB` or `threads=8`.
    /// - Throws: `ValidationError` that says what is taken.
    init(_ text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        guard Thresholds.names.contains(parts[0]) else {
            throw ValidationError(
                "it takes one of \(Thresholds.names.joined(separator: ", ")) with a value, as in threads=8")
        }
        metric = parts[0]
        // Things are counted one by one, but 5k of them are a number, too.
        let isWhole = parts.count > 1 && (metric == Self.bytes || !parts[1].contains("."))
        guard isWhole, let count = ByteCount(argument: parts[1]) else {
            let form =
                metric == Self.bytes ? "bytes of growth, as in heap=50MB" : "a number, as in \(metric)=800"
            throw ValidationError("\(metric) takes \(form)")
        }
        value = Double(count.bytes)
    }
}
