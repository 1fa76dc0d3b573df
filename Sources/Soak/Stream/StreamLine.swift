package import History
package import Telemetry

/// One line of the stream that a session is: what is sent to whoever watches, and what they send back.
///
/// A line is one JSON object whose only member names its kind, ended by a newline: `{"command":{"setInterval":2.5}}`.
/// The article Stream describes it. Lines of an unknown kind are skipped, unknown fields too, and missing fields have
/// their defaults, so that programs of different versions understand each other as far as they can.
package enum StreamLine: Sendable, Codable {
    /// A newer version may add kinds, cases and fields; whoever changes what one of them means counts this up.
    package static let version = 1
    /// The newline at the end of every line.
    static let end = UInt8(ascii: "\n")

    /// What was measured at one moment.
    case snapshot(Snapshot)
    /// Something that happened.
    case event(Event)
    /// What somebody asks of the run.
    case command(Command)
    /// Everything that is remembered of the run, for somebody who comes later.
    case past(Past)
    /// The first line of whoever connects.
    case hello(Hello)
    /// The answer to it.
    case session(SessionSummary)
    /// The last line: the run is over.
    case ended(SessionEnd)

    /// Reads a line.
    /// - Parameter bytes: the line without its end.
    /// - Returns: nil if it is of no kind that is known here.
    package init?(bytes: ArraySlice<UInt8>) {
        // What is wrong with it does not matter: it is skipped.
        guard let json = try? JSONReader.value(of: bytes),
            let line = try? ValueDecoder.decode(Self.self, from: json)
        else { return nil }
        self = line
    }

    /// The line with its end.
    package var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        // Nothing of ours refuses to be encoded; an empty line is skipped by whoever reads it.
        if let value = try? ValueEncoder.value(of: self) { value.write(to: &bytes) }
        bytes.append(Self.end)
        return bytes
    }
}
