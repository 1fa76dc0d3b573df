import Testing

@testable import Soak

@Suite("What waits to be sent") struct OutboxTests {
    @Test("what the other end does not read waits, and arrives whole and in order once it reads")
    func waits() throws {
        let folder = try Folder()
        let listener = try LocalSocket(listeningAt: folder.file("socket"))
        let reader = try LocalSocket(connectingTo: folder.file("socket"))
        let writer = try #require(try listener.accept())
        defer { for socket in [listener, reader, writer] { socket.close() } }
        let bytes = (0..<(4 << 20)).map { UInt8(truncatingIfNeeded: $0 / 251) }
        var outbox = Outbox()
        outbox.append(Array(bytes[..<1000]))
        outbox.append(Array(bytes[1000...]))
        var isThere = outbox.flush(to: writer)
        #expect(isThere && outbox.waiting > 0)
        var read: [UInt8] = []
        while read.count < bytes.count {
            read += try #require(reader.read())
            isThere = outbox.flush(to: writer) && isThere
        }
        #expect(isThere && read == bytes && outbox.waiting == 0)
    }

    @Test("an end that is gone is told")
    func gone() throws {
        let folder = try Folder()
        let listener = try LocalSocket(listeningAt: folder.file("socket"))
        let reader = try LocalSocket(connectingTo: folder.file("socket"))
        let writer = try #require(try listener.accept())
        defer { for socket in [listener, writer] { socket.close() } }
        reader.close()
        var outbox = Outbox()
        outbox.append([1, 2, 3])
        let isThere = outbox.flush(to: writer)
        #expect(!isThere)
    }
}
