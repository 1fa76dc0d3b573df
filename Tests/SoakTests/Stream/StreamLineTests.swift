import Telemetry
import TestSupport
import Testing

@testable import Soak

@Suite("lines of the stream") struct StreamLineTests {
    private func decoded(_ text: String) -> StreamLine? { StreamLine(bytes: Array(text.utf8)[...]) }

    private func text(_ line: StreamLine) -> String { String(decoding: line.bytes, as: UTF8.self) }

    private func snapshot(_ text: String) throws -> Snapshot {
        guard case .snapshot(let snapshot)? = decoded(text) else { throw Missing() }
        return snapshot
    }

    private struct Missing: Error {}

    @Test("every kind of event comes back as it was", arguments: Samples.events)
    func events(kind: Event.Kind) {
        let event = Event(moment: Moment(elapsed: 1 << 56, unix: -1 << 62), kind: kind)
        let bytes = StreamLine.event(event).bytes
        #expect(bytes.filter { $0 == StreamLine.end }.count == 1 && bytes.last == StreamLine.end)
        guard case .event(event) = StreamLine(bytes: bytes.dropLast()) else {
            Issue.record("\(String(decoding: bytes, as: UTF8.self))")
            return
        }
    }

    @Test(
        "every command comes back as it was", arguments: Samples.commands + Samples.switches.map(Command.set))
    func commands(command: Command) {
        let bytes = StreamLine.command(command).bytes
        guard case .command(command) = StreamLine(bytes: bytes.dropLast()) else {
            Issue.record("\(String(decoding: bytes, as: UTF8.self))")
            return
        }
    }

    @Test("no field of a snapshot is lost: each of them is changed, and comes back changed")
    func fields() throws {
        var filled = Snapshot()
        (filled.heapBaselineBytes, filled.residentBytes, filled.threads, filled.nextSweep) = (1, 2, 3, 4)
        (filled.memoryLimitBytes, filled.progress.nextPlan) = (5, 8)
        (filled.cleanup.heapBytesLeft, filled.cleanup.entriesLeft) = (6, 7)
        let blank = try ValueEncoder.value(of: filled)
        let optionals = Mirror(reflecting: filled).children.filter { "\($0.value)" == "nil" }.map(\.label)
        #expect(optionals.isEmpty, "fill them in above, so that they are looked at too")
        let changed = Changed(blank).json
        let snapshot = try ValueDecoder.decode(Snapshot.self, from: changed)
        #expect(try ValueEncoder.value(of: snapshot) == changed)
    }

    @Test("the format is what the article says")
    func format() {
        #expect(text(.command(.setInterval(2.5))) == #"{"command":{"setInterval":2.5}}"# + "\n")
        #expect(text(.command(.set(.trims(true)))) == #"{"command":{"set":{"trims":true}}}"# + "\n")
        #expect(text(.command(.evict)) == #"{"command":{"evict":{}}}"# + "\n")
        let moment = Moment(elapsed: 1, unix: 2)
        #expect(
            text(.event(Event(moment: moment, kind: .planEntered(3))))
                == #"{"event":{"moment":{"elapsed":1,"unix":2},"kind":{"planEntered":3}}}"# + "\n")
        #expect(
            text(.event(Event(moment: moment, kind: .planLeft(3, verdict: "Pass"))))
                == #"{"event":{"moment":{"elapsed":1,"unix":2},"kind":{"planLeft":{"_0":3,"verdict":"Pass","figures":{"#
                + #""steps":0,"heapBytes":0,"entries":0}}}}}"# + "\n")
    }

    @Test("whatever JSON lets others escape is read, and half of a pair is nobody's letter")
    func escapes() throws {
        let text = #"{"command":{"note":"\ud83e\udd8A \/\b\f\n\r\t\"\\\u00e4 \ud83e! \udd8a \uD83E\u0041"}}"#
        guard case .command(.note(let note)) = decoded(text) else { throw Missing() }
        #expect(note == "🦊 /\u{8}\u{c}\n\r\t\"\\ä \u{FFFD}! \u{FFFD} \u{FFFD}A")
    }

    @Test("fields that are missing or unknown, and words that are, leave the rest as it is")
    func versions() throws {
        let text = #"""
            {"snapshot":{"heapBytes":5,"future":{"a":[1]},"threads":"many","settings":{"preset":"later","interval":7},
            "progress":{"phase":"dreaming","plan":3},"registry":{"live":2}},"more":1}
            """#.replacing("\n", with: "")
        var expected = Snapshot()
        (expected.heapBytes, expected.settings.interval, expected.progress.plan) = (5, 7, 3)
        expected.registry.live = 2
        #expect(try snapshot(text) == expected)
        #expect(try snapshot(#"{"snapshot":{}}"#) == Snapshot())
    }

    @Test(
        "what is no line, or of an unknown kind, is nothing",
        arguments: [
            "", " ", "{", "{}", "[]", "null", "1", "\"\"", #"{"song":{}}"#,
            #"{"event":{"moment":{},"kind":{"a":1}}}"#,
            #"{"command":"evict"}"#, #"{"command":{"evict":{}}"#, #"{"command":{"setInterval":"x"}}"#,
            #"{"command":{"pause":{},"evict":{}}}"#, #"{"command":{"setInterval":1e999}}"#,
            "{\"command\":\u{0}}",
            String(repeating: "[", count: 100_000), String(repeating: #"{"a":"#, count: 100_000),
            #"{"command":{"set":{"eviction":"\uD800\u12"}}}"#,
        ])
    func nothing(text: String) { #expect(decoded(text) == nil) }

    @Test("an infinite number is left out, and what is read for it is the default")
    func infinite() throws {
        var snapshot = Snapshot()
        snapshot.settings.interval = .infinity
        #expect(try self.snapshot(text(.snapshot(snapshot)).trimming("\n")) == Snapshot())
    }

    @Test(
        "bytes that were changed at random never trap, and never make a line longer",
        arguments: RandomRun.seeds(4))
    func garbage(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let lines =
            Samples.events.map {
                StreamLine.event(Event(moment: Moment(elapsed: 1, unix: 1), kind: $0)).bytes
            }
            + Samples.commands.map { StreamLine.command($0).bytes } + [StreamLine.snapshot(Snapshot()).bytes]
        for _ in 0..<RandomRun.operations(4000) {
            var bytes = lines.randomElement(using: &random) ?? []
            for _ in 0...Int.random(in: 0..<4, using: &random) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.removeSubrange(place...)
                default: bytes.insert(contentsOf: lines.randomElement(using: &random) ?? [], at: place)
                }
            }
            // What can be read can be written, and is then read as the same.
            guard let line = StreamLine(bytes: bytes[...]) else { continue }
            #expect(StreamLine(bytes: line.bytes.dropLast())?.bytes == line.bytes)
        }
    }
}

/// A JSON text in which every number, truth and word is another one.
private struct Changed {
    let json: JSONValue

    private static let words = [
        "starting": "paused", "sweep": "prompt", "thread": "pool", "host": "registry", "clock": "final",
    ]

    init(_ json: JSONValue) {
        switch json {
        case .null: self.json = .null
        case .bool(let value): self.json = .bool(!value)
        case .integer(let value): self.json = .integer(value + 1)
        case .number(let value): self.json = .number(value + 0.5)
        case .string(let text): self.json = .string(Self.words[text] ?? text + "x")
        case .array(let values): self.json = .array(values.map { Changed($0).json })
        case .object(let members):
            self.json = .object(members.map { .init(name: $0.name, value: Changed($0.value).json) })
        }
    }
}

extension String {
    fileprivate func trimming(_ end: Character) -> String { last == end ? String(dropLast()) : self }
}
