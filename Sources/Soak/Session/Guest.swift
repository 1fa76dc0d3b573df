internal import Telemetry

/// Somebody who has connected to a session, as the session sees them.
///
/// They are never waited for: what they do not read is kept up to a limit. Beyond a first one they miss snapshots; beyond
/// a second one they are let go, and may come again.
struct Guest {
    /// Bytes waiting from which on snapshots are left out.
    static let thin = 256 << 10
    /// Bytes waiting, over and above the past, at which nobody reads any more.
    static let stuck = 4 << 20
    /// Bytes of a line that a guest may send.
    static let longestLine = 64 << 10

    let socket: LocalSocket
    /// When they came, in nanoseconds of the monotonic clock.
    let since: Int64
    /// What they wanted; nil until they have said it.
    private(set) var hello: Hello?
    private var lines = LineBuffer(longest: longestLine)
    private var outgoing = Outbox()
    private var allowance = stuck
    /// Whether they know what was before, and are told what is new; to others they are a viewer then.
    var isListening = false
    /// Whether the newest snapshot was left out for them.
    var missesLatest = false
    /// Whether they go as soon as everything is sent.
    private(set) var isLeaving = false

    init(_ socket: LocalSocket, at now: Int64) {
        self.socket = socket
        since = now
    }

    /// Bytes that wait to be sent.
    var waiting: Int { outgoing.waiting }
    /// Whether they do not get every snapshot.
    var isThinned: Bool { waiting > Self.thin }
    /// Whether they have not read for too long.
    var isStuck: Bool { waiting > allowance }

    /// Takes in what they sent.
    /// - Returns: what it means; nil when they are gone, or say what nobody who speaks this language says.
    mutating func receive() -> [StreamLine]? {
        guard let bytes = socket.read() else { return nil }
        lines.append(bytes)
        var said: [StreamLine] = []
        while let line = lines.next() {
            let meaning = StreamLine(bytes: line)
            if hello == nil {
                guard case .hello(let hello) = meaning else { return nil }
                self.hello = hello
            }
            if let meaning { said.append(meaning) }
        }
        return lines.isFlooded ? nil : said
    }

    /// Sends bytes, or keeps them until they can be sent.
    /// - Parameter isPast: whether it is the past, which may be longer than anything else.
    /// - Returns: false when they are gone.
    mutating func send(_ bytes: [UInt8], isPast: Bool = false) -> Bool {
        if isPast { allowance = bytes.count + Self.stuck }
        outgoing.append(bytes)
        return flush()
    }

    /// Sends what waits, as far as it is read.
    /// - Returns: false when they are gone.
    mutating func flush() -> Bool {
        guard outgoing.flush(to: socket) else { return false }
        if waiting == 0 { allowance = Self.stuck }
        return !(isLeaving && waiting == 0)
    }

    /// Lets them go as soon as everything is sent.
    mutating func leave() { isLeaving = true }
}
