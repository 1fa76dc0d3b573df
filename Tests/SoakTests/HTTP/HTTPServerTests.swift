import FlyingSocks
import Foundation
import Testing

@testable import Soak

/// Says what it was asked for, and how often there was a tick.
private struct Echo: HTTPService {
    var ticks = 0

    mutating func tick() { ticks += 1 }

    mutating func answer(_ request: HTTPRequest) -> HTTPResponse {
        if request.path == "/large" {
            return HTTPResponse(type: "text/plain", body: String(repeating: "x", count: 16 << 20))
        }
        return HTTPResponse(type: "text/plain", body: "\(request.method) \(request.path)\n")
    }
}

/// Whoever asks, on a socket that blocks.
private struct Client {
    private let socket: Socket

    init(_ address: HTTPAddress) throws {
        socket = try Socket(domain: address.isIPv6 ? AF_INET6 : AF_INET)
        if address.isIPv6 {
            try socket.connect(to: .inet6(ip6: address.host, port: address.port))
        } else {
            try socket.connect(to: .inet(ip4: address.host, port: address.port))
        }
    }

    func send(_ text: String) throws {
        let data = Data(text.utf8)
        var sent = 0
        while sent < data.count { sent = try socket.write(data, from: sent) }
    }

    /// Everything until the other end hangs up.
    func received() -> String {
        var bytes: [UInt8] = []
        while let more = try? socket.read(atMost: 1 << 16) { bytes += more }
        try? socket.close()
        return String(decoding: bytes, as: UTF8.self)
    }

    func close() throws { try socket.close() }
}

@Suite("HTTPServer", .serialized)
final class HTTPServerTests {
    private let server: HTTPServer

    init() throws {
        server = try HTTPServer(at: #require(HTTPAddress("0")))
        server.start(Echo())
    }

    deinit { server.finish() }

    private func ask(_ text: String) throws -> String {
        let client = try Client(server.address)
        try client.send(text)
        return client.received()
    }

    private func ok(_ body: String, hasBody: Bool = true) -> String {
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: \(body.utf8.count)\r\n"
            + "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n"
            + (hasBody ? body : "")
    }

    @Test("a request is answered and the connection closed; HEAD gets the same head alone")
    func answers() throws {
        #expect(server.address.port != 0)
        #expect(try ask("GET /a?b HTTP/1.1\r\nHost: a\r\n\r\n") == ok("GET /a\n"))
        #expect(try ask("HEAD /a HTTP/1.0\r\n\r\n") == ok("HEAD /a\n", hasBody: false))
    }

    @Test("a request may come in pieces, with a body that nobody reads")
    func pieces() throws {
        let client = try Client(server.address)
        for piece in ["GE", "T /a HT", "TP/1.0\r\n", "Content-Length: 9\r\n\r", "\nbody body"] {
            try client.send(piece)
        }
        #expect(client.received() == ok("GET /a\n"))
    }

    @Test("garbage is refused, and does no harm to anybody else")
    func garbage() throws {
        let patient = try Client(server.address)
        try patient.send("GET /a ")
        #expect(try ask("\u{16}\u{3}\u{1}\r\n").hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(try ask(String(repeating: "A", count: 9 << 10)).hasPrefix("HTTP/1.1 431 "))
        try Client(server.address).close()
        try patient.send("HTTP/1.0\r\n\r\n")
        #expect(patient.received() == ok("GET /a\n"))
    }

    @Test("of more connections than there is room for the one that has been silent for longest goes")
    func crowd() throws {
        let silent = try (0..<HTTPReception.most).map { _ in try Client(server.address) }
        #expect(try ask("GET /a HTTP/1.0\r\n\r\n") == ok("GET /a\n"))
        #expect(silent[0].received() == "")
        try silent[HTTPReception.most - 1].send("GET /b HTTP/1.0\r\n\r\n")
        #expect(silent[HTTPReception.most - 1].received() == ok("GET /b\n"))
        for client in silent[1..<(HTTPReception.most - 1)] { try client.close() }
    }

    @Test("whoever does not take a long answer keeps nobody waiting, and gets all of it in the end")
    func slow() throws {
        let slow = try Client(server.address)
        try slow.send("GET /large HTTP/1.0\r\n\r\n")
        #expect(try ask("GET /a HTTP/1.0\r\n\r\n") == ok("GET /a\n"))
        #expect(slow.received().utf8.count > 16 << 20)
    }

    @Test("a request that does not come in time is refused")
    func late() throws {
        let server = try HTTPServer(at: #require(HTTPAddress("0")), patience: 1)
        server.start(Echo())
        defer { server.finish() }
        let client = try Client(server.address)
        try client.send("GET /a HTT")
        #expect(client.received().hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    }

    @Test("two cannot listen at one place, and it is said which")
    func inUse() {
        #expect(throws: HTTPError.inUse(server.address)) { try HTTPServer(at: server.address) }
    }

    @Test("it listens at addresses of IPv6 too")
    func six() throws {
        // Not every machine has IPv6.
        guard let server = try? HTTPServer(at: #require(HTTPAddress("[::1]:0"))) else { return }
        server.start(Echo())
        defer { server.finish() }
        let client = try Client(server.address)
        try client.send("GET /six HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.received() == ok("GET /six\n"))
    }

    @Test("what it has answered it has forgotten: another server can take its place at once")
    func again() throws {
        _ = try ask("GET / HTTP/1.0\r\n\r\n")
        server.finish()
        let next = try HTTPServer(at: server.address)
        next.start(Echo())
        defer { next.finish() }
        #expect(try ask("GET /next HTTP/1.0\r\n\r\n") == ok("GET /next\n"))
    }
}
