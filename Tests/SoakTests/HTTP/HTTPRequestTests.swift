import Testing

@testable import Soak

@Suite("HTTPRequest")
struct HTTPRequestTests {
    private func read(_ text: String) -> HTTPRequest.Reading { HTTPRequest.read(Array(text.utf8)) }

    private func request(_ text: String) -> HTTPRequest? {
        if case .complete(let request) = read(text) { request } else { nil }
    }

    @Test("a request of Prometheus is read with what it says")
    func whole() {
        let text =
            "GET /metrics?a=b HTTP/1.1\r\nHost: 127.0.0.1:9464\r\nAccept: a, b\r\naccept:\tc \r\nX-Empty:\r\n\r\n"
        let read = request(text)
        #expect(read?.method == "GET" && read?.path == "/metrics")
        #expect(read?.fields == ["host": "127.0.0.1:9464", "accept": "a, b, c", "x-empty": ""])
    }

    @Test("every beginning of it is incomplete")
    func pieces() {
        let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        for count in 0..<text.utf8.count {
            #expect(HTTPRequest.read(Array(text.utf8.prefix(count))) == .incomplete)
        }
        #expect(request(text) != nil)
    }

    @Test("lines may end without a carriage return, a body may follow, and 1.0 needs no host")
    func lenient() {
        #expect(request("HEAD / HTTP/1.0\n\nbody")?.method == "HEAD")
        #expect(request("GET http://a:1/metrics HTTP/1.1\r\nHost: a\r\n\r\n")?.path == "/metrics")
        #expect(request("GET http://a:1 HTTP/1.0\r\n\r\n")?.path == "/")
        #expect(request("OPTIONS * HTTP/1.0\r\n\r\n")?.path == "*")
    }

    @Test(
        "what is no request is refused",
        arguments: [
            "garbage\r\n\r\n", "\u{16}\u{3}\u{1}", "\r\n\r\n", "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.0\r\n folded: a\r\n\r\n",
            "GET / HTTP/1.0\r\nno colon\r\n\r\n",
            "G(T / HTTP/1.0\r\n\r\n", "GET metrics HTTP/1.0\r\n\r\n", "GET / HTTP/1.0\r\na\u{0}: b\r\n\r\n",
            "GET / FTP/1.0\r\n\r\n", "GET / HTTP/1.0\r\n: b\r\n\r\n", "GET / HTTP/1.0\r\na : b\r\n\r\n",
        ])
    func refused(text: String) { #expect(read(text) == .refused(.badRequest)) }

    @Test("another version of HTTP is refused as such", arguments: ["HTTP/2.0", "HTTP/0.9", "HTTP/1.9"])
    func version(version: String) {
        #expect(read("PRI * \(version)\r\n\r\n") == .refused(.unknownVersion))
    }

    @Test("a head that is too long is refused, whether it ends or not")
    func long() {
        let field = "GET / HTTP/1.0\r\na: " + String(repeating: "b", count: HTTPRequest.longest)
        #expect(read(field) == .refused(.tooLarge))
        #expect(read(field + "\r\n\r\n") == .refused(.tooLarge))
        #expect(HTTPRequest.read(Array(field.utf8.prefix(HTTPRequest.longest))) == .incomplete)
    }
}

@Suite("HTTPAddress")
struct HTTPAddressTests {
    @Test(
        "an address and a port are read",
        arguments: [
            ("9464", "127.0.0.1:9464"), ("0", "127.0.0.1:0"), ("0.0.0.0:80", "0.0.0.0:80"),
            ("[::1]:9464", "[::1]:9464"), ("localhost:1", "127.0.0.1:1"),
        ])
    func read(text: String, meaning: String) { #expect(HTTPAddress(text)?.description == meaning) }

    @Test(
        "what is none is refused",
        arguments: [
            "", ":", ":80", "65536", "-1", "+1", "0x10", "a", "example.com:80", "1.2.3:80", "1.2.3.4:",
            "1.2.3.4",
            "1.2.3.256:80", "::1:80", "[1.2.3.4]:80", "1.2.3.+4:80", "٣",
        ])
    func refused(text: String) { #expect(HTTPAddress(text) == nil) }
}
