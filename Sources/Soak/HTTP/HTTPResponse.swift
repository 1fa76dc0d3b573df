internal import Foundation

/// How a request went.
package enum HTTPStatus: String, Sendable {
    /// As it should.
    case done = "200 OK"
    /// It is no request.
    case badRequest = "400 Bad Request"
    /// There is nothing of that name.
    case notFound = "404 Not Found"
    /// That cannot be done with it.
    case notAllowed = "405 Method Not Allowed"
    /// It did not come in time.
    case tooSlow = "408 Request Timeout"
    /// It is longer than any request.
    case tooLarge = "431 Request Header Fields Too Large"
    /// There is no answer yet.
    case unavailable = "503 Service Unavailable"
    /// It is a request in another version of HTTP.
    case unknownVersion = "505 HTTP Version Not Supported"
}

/// What is answered over HTTP.
package struct HTTPResponse: Sendable, Equatable {
    /// How it went.
    package let status: HTTPStatus
    /// The type of the body.
    package let type: String
    /// The body.
    package let body: String

    /// An answer.
    package init(_ status: HTTPStatus = .done, type: String, body: String) {
        self.status = status
        self.type = type
        self.body = body
    }

    /// An answer that says how it went, and nothing else.
    package init(_ status: HTTPStatus) {
        self.init(status, type: "text/plain; charset=utf-8", body: status.rawValue + "\n")
    }

    /// The bytes to send.
    /// - Parameter hasBody: false for whoever asks for the head alone.
    func data(hasBody: Bool) -> Data {
        let allowed = status == .notAllowed ? "Allow: GET, HEAD\r\n" : ""
        let head = """
            HTTP/1.1 \(status.rawValue)\r
            Content-Type: \(type)\r
            Content-Length: \(body.utf8.count)\r
            Cache-Control: no-store\r
            X-Content-Type-Options: nosniff\r
            Connection: close\r
            \(allowed)\r

            """
        return Data((head + (hasBody ? body : "")).utf8)
    }
}
