internal import CLinux
internal import History
internal import LeakAnalysis
internal import Telemetry
internal import Threading

/// The server's side of a session: who is there, what they have been told, what they ask.
///
/// Confined to the server's thread.
struct SessionService {
    private let source: SessionSource
    private let place: ListeningPlace
    /// Nanoseconds for a guest to say what they want.
    private let patience: Int64
    private let gathering: Int32
    private var guests: [Int32: Guest] = [:]
    private var past = Past()
    private var snapshotCursor = 0
    private var eventCursor = 0
    private var looked: Int64 = 0
    /// When it was looked whether the socket is still there.
    private var checked = Uptime.nanoseconds
    /// How the run ended; nil while it goes on.
    private var end: SessionEnd?
    /// Until when nobody is let in: the process could open nothing more.
    private var closedUntil: Int64 = 0

    /// Milliseconds from one look at the rings to the next.
    private static let period: Int32 = 100
    /// Nanoseconds from one look at the socket's place to the next.
    private static let check: Int64 = 2_000_000_000
    /// More guests than anybody has screens.
    static let mostGuests = 64
    /// Nanoseconds that guests have at the end to read the last lines.
    private static let farewell: Int64 = 1_000_000_000

    init(_ source: SessionSource, _ place: ListeningPlace, patience: Int64) {
        self.source = source
        if let tolerance = source.summary.tolerance {
            past.leaks.tolerance = Tolerance(bytesPerStep: tolerance)
        }
        self.patience = patience
        self.place = place
        gathering = clinux_gather_create()
        _ = clinux_gather_set(gathering, place.socket.descriptor, 0)
    }

    /// Waits for whatever comes first, and does what is to be done.
    mutating func turn() {
        let now = Uptime.nanoseconds
        let left = max(0, Int64(Self.period) - (now - looked) / 1_000_000)
        attend(milliseconds: Int32(left))
        guard Uptime.nanoseconds - looked >= Int64(Self.period) * 1_000_000 else { return }
        looked = Uptime.nanoseconds
        tell()
        dismiss(at: looked)
        listenAnew(at: looked)
    }

    /// Says goodbye to everybody.
    mutating func finish(_ end: SessionEnd) {
        tell()
        tellLast()
        self.end = end
        let deadline = Uptime.nanoseconds + Self.farewell
        // Who has not said yet what they want is told when they do.
        for key in guests.filter({ $0.value.hello != nil }).map(\.key) { tell(end, to: key) }
        while !guests.isEmpty, Uptime.nanoseconds < deadline { attend(milliseconds: 50) }
        for guest in guests.values { guest.socket.close() }
        place.socket.close()
        clinux_close(gathering)
    }

    // MARK: - Guests

    /// Answers whoever is there, for one period at most.
    private mutating func attend(milliseconds: Int32) {
        var wait = milliseconds
        for _ in 0..<256 {
            let ready = clinux_gather_next(gathering, wait)
            guard ready >= 0 else {
                // A script has closed what is waited on; there is nobody left to answer.
                if ready == -2 { StopSignal.sleep(nanoseconds: Int64(milliseconds) * 1_000_000) }
                return
            }
            wait = 0
            let descriptor = Int32(truncatingIfNeeded: ready)
            if descriptor == place.socket.descriptor {
                admit()
            } else {
                if ready >> 32 & 1 != 0 { listen(to: descriptor) }
                if ready >> 33 & 1 != 0 { flush(descriptor) }
            }
        }
    }

    private mutating func admit() {
        do {
            guard let socket = try place.socket.accept() else { return }
            guard socket.isOurs, guests.count < Self.mostGuests,
                clinux_gather_set(gathering, socket.descriptor, 0) != 0
            else { return socket.close() }
            guests[socket.descriptor] = Guest(socket, at: Uptime.nanoseconds)
        } catch {
            // Whoever knocks goes on knocking: nobody is heard for a while.
            closedUntil = Uptime.nanoseconds + 1_000_000_000
            clinux_gather_drop(gathering, place.socket.descriptor)
        }
    }

    private mutating func listen(to key: Int32) {
        guard let said = guests[key]?.receive() else { return drop(key) }
        for line in said {
            guard let hello = guests[key]?.hello else { return }
            switch line {
            case .hello: welcome(key, hello)
            case .command(let command) where !hello.isReadOnly || command.onlyLooks:
                source.perform(command, hello.viewer)
            default: break
            }
        }
    }

    private mutating func welcome(_ key: Int32, _ hello: Hello) {
        tell()
        send(StreamLine.session(summary).bytes, to: key)
        switch hello.wish {
        case .summary:
            guests[key]?.leave()
            flush(key)
        case .stream:
            send(StreamLine.past(past).bytes, to: key, isPast: true)
            guests[key]?.isListening = true
            if let end { tell(end, to: key) }
        }
    }

    private mutating func tell(_ end: SessionEnd, to key: Int32) {
        send(StreamLine.ended(end).bytes, to: key)
        guests[key]?.leave()
        flush(key)
    }

    private mutating func send(_ bytes: [UInt8], to key: Int32, isPast: Bool = false) {
        guard let isThere = guests[key]?.send(bytes, isPast: isPast) else { return }
        settle(key, isThere: isThere)
    }

    private mutating func flush(_ key: Int32) {
        guard let isThere = guests[key]?.flush() else { return }
        settle(key, isThere: isThere)
    }

    private mutating func settle(_ key: Int32, isThere: Bool) {
        guard isThere, let guest = guests[key], !guest.isStuck else { return drop(key) }
        _ = clinux_gather_set(gathering, key, guest.waiting > 0 ? 1 : 0)
    }

    private mutating func drop(_ key: Int32) {
        guard let guest = guests.removeValue(forKey: key) else { return }
        clinux_gather_drop(gathering, key)
        guest.socket.close()
    }

    /// Lets go who has not said what they want, and listens again if nobody was let in for a while.
    private mutating func dismiss(at now: Int64) {
        for (key, guest) in guests where guest.hello == nil && now - guest.since > patience { drop(key) }
        if closedUntil != 0, now >= closedUntil {
            closedUntil = 0
            _ = clinux_gather_set(gathering, place.socket.descriptor, 0)
        }
    }

    /// Puts the socket back if somebody has taken it away.
    private mutating func listenAnew(at now: Int64) {
        guard now - checked >= Self.check else { return }
        checked = now
        let old = place.socket.descriptor
        guard let socket = place.restore() else { return }
        clinux_gather_drop(gathering, old)
        _ = clinux_gather_set(gathering, socket.descriptor, 0)
    }

    // MARK: - What is told

    /// Takes over what is new, and tells it to everybody who wanted to know.
    private mutating func tell() {
        let measured = source.snapshots.read(from: snapshotCursor)
        let happened = source.events.read(from: eventCursor)
        (snapshotCursor, eventCursor) = (measured.cursor, happened.cursor)
        let listening = guests.filter(\.value.isListening).map(\.key)
        var rows = Rows(snapshots: measured.elements, events: happened.elements)
        while let row = rows.takeFirst() {
            row.enter(&past)
            guard !listening.isEmpty else { continue }
            switch row {
            case .event(let event):
                let line = StreamLine.event(event).bytes
                for key in listening { send(line, to: key) }
            case .snapshot(let snapshot): tell(snapshot, to: listening)
            }
        }
    }

    private mutating func tell(_ snapshot: Snapshot, to listening: [Int32]) {
        let awake = listening.filter { guests[$0]?.isThinned == false }
        for key in listening { guests[key]?.missesLatest = !awake.contains(key) }
        guard !awake.isEmpty else { return }
        let line = StreamLine.snapshot(snapshot).bytes
        for key in awake { send(line, to: key) }
    }

    /// Tells the last snapshot to those who missed it because they read slowly: there will be no other.
    private mutating func tellLast() {
        guard let latest = past.latest else { return }
        let slow = guests.filter { $0.value.isListening && $0.value.missesLatest }.map(\.key)
        for key in slow { send(StreamLine.snapshot(latest).bytes, to: key) }
    }

    private var summary: SessionSummary {
        var (summary, leaks) = (source.summary, past.leaks)
        leaks.judge()
        summary.verdict = leaks.verdict.word
        summary.viewers = guests.values.count(where: \.isListening)
        if let latest = past.latest {
            summary.phase = latest.progress.phase
            summary.entries = latest.registry.entries
            summary.heapGrowthBytes = latest.heapGrowthBytes
            summary.stepInstances = latest.progress.stepInstances
        }
        return summary
    }
}

extension Command {
    /// Whether it changes nothing, so that somebody who only watches may ask it.
    fileprivate var onlyLooks: Bool {
        switch self {
        case .countTypes, .countObjects, .listThreads: true
        default: false
        }
    }
}
