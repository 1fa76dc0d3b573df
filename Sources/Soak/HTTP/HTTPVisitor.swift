internal import CLinux
internal import FlyingSocks
internal import Foundation

/// Somebody who has connected and asks one thing. They are never waited for.
struct HTTPVisitor {
    private enum Phase {
        case asking([UInt8])
        case answered(Data, sent: Int)
        /// Everything is sent; they are to hang up, so that nothing of it is lost.
        case leaving
    }

    /// Nanoseconds for hanging up.
    private static let farewell: Int64 = 1_000_000_000
    /// Bytes that are read at a time.
    private static let piece = 4 << 10

    /// When they have to go, on `Uptime`.
    private(set) var deadline: Int64
    private var phase = Phase.asking([])
    private let socket: Socket
    private let patience: Int64

    /// - Parameter patience: nanoseconds for a request to come and for an answer to be taken.
    init(_ socket: Socket, at now: Int64, patience: Int64) {
        self.socket = socket
        self.patience = patience
        deadline = now + patience
    }

    /// Whether they have not said yet what they want.
    var isAsking: Bool { if case .asking = phase { true } else { false } }

    /// Whether there is something that they have not taken yet.
    var isWaiting: Bool { if case .answered = phase { true } else { false } }

    /// Takes in what they sent.
    /// - Returns: false when they are gone.
    mutating func receive(at now: Int64, _ answer: (HTTPRequest) -> HTTPResponse) -> Bool {
        do {
            let bytes = try socket.read(atMost: Self.piece)
            guard case .asking(let before) = phase else { return true }
            switch HTTPRequest.read(before + bytes) {
            case .incomplete: phase = .asking(before + bytes)
            case .complete(let request): send(answer(request), to: request.method, at: now)
            case .refused(let status): send(HTTPResponse(status), at: now)
            }
            return flush(at: now)
        } catch SocketError.blocked {
            return true
        } catch {
            return false
        }
    }

    /// Their time is over.
    /// - Returns: false when they are to go.
    mutating func expire(at now: Int64) -> Bool {
        guard isAsking else { return false }
        send(HTTPResponse(.tooSlow), at: now)
        return flush(at: now)
    }

    private mutating func send(_ response: HTTPResponse, to method: String = "GET", at now: Int64) {
        phase = .answered(response.data(hasBody: method != "HEAD"), sent: 0)
        deadline = now + patience
    }

    /// Sends what waits, as far as it is taken.
    /// - Returns: false when they are gone.
    mutating func flush(at now: Int64) -> Bool {
        guard case .answered(let data, var sent) = phase else { return true }
        do {
            while sent < data.count { sent = try socket.write(data, from: sent) }
        } catch SocketError.blocked {
            phase = .answered(data, sent: sent)
            return true
        } catch {
            return false
        }
        phase = .leaving
        clinux_end_writing(socket.file.rawValue)
        deadline = now + Self.farewell
        return true
    }

    /// Ends the connection.
    func close() {
        // An error here means that a script has closed it already.
        try? socket.close()
    }
}
