internal import ArgumentParser
internal import Soak
internal import Telemetry

/// The options that say when a run without a screen passes, and when it is over.
struct GateOptions: ParsableArguments {
    /// What ends a run before its plans are over.
    enum End: String, CaseIterable, ExpressibleByArgument { case verdict }

    /// Seconds after which nobody waits for an answer any longer, if nothing else limits the run.
    private static let patience = 3600.0
    /// The same in intervals between two sweeps: each gives one floor, of which fifteen make the first answer.
    private static let intervals = 120.0

    @Option(
        help: ArgumentHelp(
            "Headless: exit code 4 if the run leaks, if nobody can say so (unsure), if it grows by more than"
                + " growth=BYTES per step, or ever exceeds entries=N or rss=BYTES, which ends it at once. As often as"
                + " wanted, or with commas.",
            valueName: "limit"),
        transform: Limit.list)
    var failOn: [[Limit]] = []

    @Option(
        help: ArgumentHelp(
            "Headless: the run ends when the answer whether it leaks has stood for half as many sweeps again as it took;"
                + " without --plans or --duration after an hour, or 120 sweeps, at the latest.",
            valueName: "verdict"))
    var until: End?

    /// Whether none of them was typed.
    var isEmpty: Bool { failOn.isEmpty && until == nil }

    /// All limits that were set.
    var gate: Gate { Gate(failOn.flatMap { $0 }) }

    /// Seconds after which no new plan begins, where nothing else limits the run; nil for no limit.
    /// - Parameter interval: seconds between two sweeps.
    func longest(interval: Double) -> Double? {
        until == nil ? nil : max(Self.patience, Self.intervals * interval)
    }
}

extension Limit {
    /// Reads limits with commas between them.
    /// - Throws: `ValidationError` with one line.
    static func list(_ text: String) throws -> [Limit] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { try Limit(String($0)) }
    }

    private init(_ text: String) throws {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let value = parts.count > 1 ? parts[1] : nil
        switch (parts[0], value) {
        case ("leak", nil): self = .leak
        case ("unsure", nil): self = .unsure
        case ("growth", let value): self = .growth(try Self.growth(value))
        case ("entries", let value):
            guard let count = value.flatMap(Int.init), count >= 0 else {
                throw ValidationError("entries takes a number, as in entries=5000")
            }
            self = .entries(count)
        case ("rss", let value):
            guard let count = value.flatMap(ByteCount.init) else {
                throw ValidationError("rss takes bytes, as in rss=512M")
            }
            self = .rss(count.bytes)
        case ("leak", _), ("unsure", _): throw ValidationError("\(parts[0]) takes no value")
        default:
            throw ValidationError("'\(text)' is none of leak, unsure, growth=BYTES, entries=N, rss=BYTES")
        }
    }

    private static func growth(_ value: String?) throws -> Double {
        guard let value,
            let bytes = Double(value) ?? ByteCount(argument: value).map({ Double($0.bytes) }),
            bytes >= 0, bytes < 1e12
        else { throw ValidationError("growth takes bytes per step, as in growth=64") }
        return bytes
    }

    /// The limit as somebody types it.
    var typed: String {
        guard let allowed else { return name }
        let figure = allowed == allowed.rounded() ? "\(Int(allowed))" : "\(allowed)"
        return "\(name)=\(figure)"
    }
}
