internal import CLinux
internal import FlyingSocks
internal import Threading

/// Lets visitors in and attends to them, as long as what it watches is there.
struct HTTPReception {
    /// How it ended.
    enum End {
        /// Somebody asked to stop.
        case stopped
        /// The listener is not there any more.
        case listenerLost
        /// Nothing can be watched any more; the listener may still be there.
        case unwatched
    }

    /// Visitors at once; whoever comes then takes the place of the one who has been here for longest.
    static let most = 32

    private let listener: HTTPListener
    private let stop: StopSignal
    private let period: Int64
    private let patience: Int64
    private let gathering = clinux_gather_create()
    private var visitors: [Int32: HTTPVisitor] = [:]

    init(_ listener: HTTPListener, _ stop: StopSignal, period: Int64, patience: Int64) {
        self.listener = listener
        self.stop = stop
        self.period = period
        self.patience = patience
    }

    /// Answers until it cannot go on.
    mutating func serve(_ service: inout some HTTPService) -> End {
        guard gathering >= 0 else { return .unwatched }
        let end = attend(&service)
        for visitor in visitors.values { visitor.close() }
        // A number that is not ours any more may be somebody else's.
        if end != .unwatched { clinux_close(gathering) }
        return end
    }

    private mutating func attend(_ service: inout some HTTPService) -> End {
        var due = Int64.min
        while true {
            let now = Uptime.nanoseconds
            if now >= due {
                due = now + period
                service.tick()
                expire(at: now)
                guard clinux_gather_set(gathering, stop.descriptor, 0) != 0 else { return .unwatched }
                // Also after it was left alone because nobody could be let in.
                guard clinux_gather_set(gathering, listener.descriptor, 0) != 0 else { return .listenerLost }
            }
            let event = clinux_gather_next(gathering, Int32(max(0, due - now) / 1_000_000) + 1)
            if event == -2 { return .unwatched }
            guard event >= 0 else { continue }
            let descriptor = Int32(truncatingIfNeeded: event & 0xFFFF_FFFF)
            switch descriptor {
            case stop.descriptor: return .stopped
            case listener.descriptor: guard welcome() else { return .listenerLost }
            default: attend(to: descriptor, canRead: event & 1 << 32 != 0, &service)
            }
        }
    }

    /// - Returns: false when the listener is none any more.
    private mutating func welcome() -> Bool {
        do {
            guard let socket = try listener.accept() else { return true }
            makeRoom()
            visitors[socket.file.rawValue] = HTTPVisitor(socket, at: Uptime.nanoseconds, patience: patience)
            if clinux_gather_set(gathering, socket.file.rawValue, 0) == 0 { dismiss(socket.file.rawValue) }
            return true
        } catch {
            // Nothing can be opened now: whoever waits is let in later.
            clinux_gather_drop(gathering, listener.descriptor)
            return HTTPListener.isTemporary(error)
        }
    }

    private mutating func makeRoom() {
        guard visitors.count >= Self.most else { return }
        let oldest = visitors.min {
            ($0.value.isAsking ? 0 : 1, $0.value.deadline) < ($1.value.isAsking ? 0 : 1, $1.value.deadline)
        }
        if let oldest { dismiss(oldest.key) }
    }

    private mutating func attend(to descriptor: Int32, canRead: Bool, _ service: inout some HTTPService) {
        let now = Uptime.nanoseconds
        guard var visitor = visitors[descriptor] else { return clinux_gather_drop(gathering, descriptor) }
        let stays =
            (!canRead || visitor.receive(at: now) { service.answer($0) }) && visitor.flush(at: now)
        visitors[descriptor] = visitor
        if !stays || clinux_gather_set(gathering, descriptor, visitor.isWaiting ? 1 : 0) == 0 {
            dismiss(descriptor)
        }
    }

    private mutating func expire(at now: Int64) {
        for (descriptor, visitor) in visitors where visitor.deadline <= now {
            var visitor = visitor
            let stays = visitor.expire(at: now)
            visitors[descriptor] = visitor
            if !stays || clinux_gather_set(gathering, descriptor, visitor.isWaiting ? 1 : 0) == 0 {
                dismiss(descriptor)
            }
        }
    }

    private mutating func dismiss(_ descriptor: Int32) {
        clinux_gather_drop(gathering, descriptor)
        visitors.removeValue(forKey: descriptor)?.close()
    }
}
