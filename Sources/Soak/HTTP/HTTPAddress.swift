/// Where to listen: an address of this machine and a port.
package struct HTTPAddress: Sendable, Equatable, CustomStringConvertible {
    /// An address of IPv4 or IPv6, in digits.
    package let host: String
    /// The port; 0 for any that is free.
    package let port: UInt16

    /// Reads `[ADDRESS:]PORT`: `9464`, `0.0.0.0:9464`, `[::1]:9464`, `localhost:0`. Without an address it is loopback.
    package init?(_ text: String) {
        let colon = text.lastIndex(of: ":")
        let digits = colon.map { text[text.index(after: $0)...] } ?? text[...]
        guard let port = UInt16(digits), digits.allSatisfy(\.isASCII), digits.first != "+" else { return nil }
        self.port = port
        let host = colon.map { text[..<$0] } ?? "127.0.0.1"
        switch host {
        case "localhost": self.host = "127.0.0.1"
        case _ where host.hasPrefix("[") && host.hasSuffix("]"):
            self.host = String(host.dropFirst().dropLast())
            guard self.host.contains(":"), self.host.count > 1,
                self.host.allSatisfy({ $0.isHexDigit && $0.isASCII || $0 == ":" || $0 == "." })
            else { return nil }
        default:
            guard Self.isIPv4(host) else { return nil }
            self.host = String(host)
        }
    }

    private init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    /// The same address at a port that was found.
    func at(port: UInt16) -> HTTPAddress { HTTPAddress(host: host, port: port) }

    /// Whether it is of IPv6.
    var isIPv6: Bool { host.contains(":") }

    /// As it stands in a link.
    package var description: String { isIPv6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private static func isIPv4(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                // With a zero in front it is an octal number to some.
                UInt8(part).map { String($0) == part } ?? false
            }
    }
}
