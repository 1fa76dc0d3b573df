internal import Foundation

/// Bytes for the other end of a connection, kept until it takes them.
struct Outbox {
    /// Bytes that have been sent are let go when there are so many of them.
    private static let mostSent = 1 << 20

    private var bytes = Data()
    private var sent = 0

    /// How many bytes wait.
    var waiting: Int { bytes.count - sent }

    /// Adds bytes behind those that wait.
    mutating func append(_ more: [UInt8]) { bytes.append(contentsOf: more) }

    /// Sends what waits, as far as it is taken; never blocks.
    /// - Returns: false when the other end is gone.
    mutating func flush(to socket: LocalSocket) -> Bool {
        while waiting > 0 {
            guard let next = socket.write(bytes, from: sent) else { return false }
            guard next > sent else { break }
            sent = next
        }
        if waiting == 0 {
            (bytes, sent) = (Data(), 0)
        } else if sent > Self.mostSent {
            (bytes, sent) = (Data(bytes[sent...]), 0)
        }
        return true
    }
}
