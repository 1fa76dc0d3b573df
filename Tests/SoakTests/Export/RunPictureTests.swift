import Foundation
import FoundationXML
import History
import LeakAnalysis
import Telemetry
import Testing

@testable import Soak

@Suite("a run as a page and as graphs")
struct RunPictureTests {
    private static let hostile = "<script>alert('1')</script> & \"x\" \u{1} ]]>"

    /// A run of a minute in which the registry rises for one sample, and every text comes from a script.
    private func picture(_ span: Range<Int64> = 0..<Int64.max) -> RunPicture {
        var (past, snapshot) = (Past(), Snapshot())
        snapshot.heapBaselineBytes = 0
        snapshot.progress.phase = .running
        for tenth in 0..<600 {
            snapshot.moment = Moment(
                elapsed: Int64(tenth) * 100_000_000,
                unix: 1_785_326_400_000_000_000 + Int64(tenth) * 100_000_000)
            snapshot.registry.live = tenth == 300 ? 7777 : 40
            snapshot.threads = 5
            snapshot.heapBytes = tenth * 1000
            past.take(snapshot)
            if tenth % 100 == 50 {
                for kind in events { past.take(Event(moment: snapshot.moment, kind: kind)) }
            }
        }
        var facts = RecordFacts([:])
        (facts[.workload], facts[.outcome]) = (Self.hostile, Self.hostile)
        var census = TypeCensus()
        census.types = [TypeCount(name: Self.hostile)]
        var picture = RunPicture(
            past, facts, span: span, types: RunPicture.Types(census: census, elapsed: 1_000_000_000))
        picture.answer = RunPicture.Answer(word: "LEAK", clause: "LEAK, +\(Self.hostile)")
        return picture
    }

    private var events: [Event.Kind] {
        var sweep = SweepSummary()
        sweep.phantoms = 3
        var changed = Settings()
        changed.interval = 5
        return [
            .planEntered(1), .planLeft(1, verdict: Self.hostile), .swept(sweep), .noted(Self.hostile),
            .logged(LogLine(level: .error, source: Self.hostile, text: "1\n" + Self.hostile)),
            .logged(LogLine(level: .info, source: "quiet", text: "not worth a line")),
            .holdersFound([HolderChain(type: Self.hostile, count: 2, chain: Self.hostile)]),
            .asked(.evict, by: Self.hostile), .settingsChanged(changed),
        ]
    }

    private func elements(_ text: String) throws -> [String: Int] {
        let reader = Elements()
        let parser = XMLParser(data: Data(text.utf8))
        parser.delegate = reader
        #expect(parser.parse(), "\(String(describing: parser.parserError)) in line \(parser.lineNumber)")
        return reader.counts
    }

    @Test("the page is well formed and nothing of a script becomes part of it")
    func page() throws {
        let text = RunPage(picture()).text
        let elements = try elements(text)
        #expect(
            elements["script"] == nil && elements["svg"] == 4 && elements["h1"] == 1 && elements["h2"] == 10)
        #expect(text.contains("&lt;script&gt;alert(&#39;1&#39;)") && !text.contains("\u{1}"))
        #expect(!text.contains("not worth a line"))
        #expect(text.contains("interval 30 s → 5 s") && text.contains("name=\"viewport\""))
    }

    @Test("the graphs are well formed, too, and neither refers to anything outside")
    func graphs() throws {
        let text = GraphSheet(picture()).text
        let elements = try elements(text)
        #expect(elements["script"] == nil && elements["svg"] == 1 && elements["style"] == 1)
        for text in [text, RunPage(picture()).text] {
            let links = text.matches(of: /https?:[^"]*/).map { String($0.output) }
            #expect(Set(links).isSubset(of: ["http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"]))
            #expect(!text.contains("url(") && !text.contains("src=") && !text.contains("href="))
            #expect(text.contains("prefers-color-scheme:dark"))
        }
    }

    @Test("a rise that lasted for one sample is seen, and so is where there was nothing")
    func spike() {
        var drawing = picture().graph(of: .registry, columns: 100)
        #expect(drawing.columns.compactMap { $0?.maximum }.max() == 7777)
        #expect(drawing.markup.text.contains("40 → 40, at most 7,777"))
        drawing = RunPicture(Past(), RecordFacts([:]), span: 0..<Int64.max).graph(of: .registry, columns: 100)
        #expect(drawing.markup.text.contains("not measured"))
    }

    @Test("a time in which nothing was measured is a gap in the graph, and nothing is drawn through it")
    func gap() {
        var (past, snapshot) = (Past(), Snapshot())
        for tenth in 0..<600 where !(200..<400).contains(tenth) {
            snapshot.moment.elapsed = Int64(tenth) * 100_000_000
            snapshot.registry.live = tenth < 300 ? 4 : 8
            past.take(snapshot)
        }
        let drawing = RunPicture(past, RecordFacts([:]), span: 0..<Int64.max).graph(
            of: .registry, columns: 60)
        let lines = drawing.markup.text.matches(of: /class="line registry" d="([^"]*)"/)
        #expect(lines.count == 2 && lines.allSatisfy { $0.output.1.count { $0 == "M" } == 1 })
    }

    @Test("the band of a graph goes from the least to the most of every moment")
    func band() throws {
        var (past, snapshot) = (Past(), Snapshot())
        for tenth in 0..<600 {
            snapshot.moment.elapsed = Int64(tenth) * 100_000_000
            snapshot.registry.live = tenth % 2 * 100
            past.take(snapshot)
        }
        let drawing = RunPicture(past, RecordFacts([:]), span: 0..<Int64.max).graph(
            of: .registry, columns: 10)
        func heights(_ name: String) throws -> Set<String> {
            let path = try #require(
                drawing.markup.text.firstMatch(of: try Regex("class=\"\(name) registry\" d=\"([^\"]*)\"")))
            let text = String(path[1].substring ?? "")
            return Set(text.matches(of: /[ML][\d.]+ ([\d.]+)/).map { String($0.output.1) })
        }
        #expect(try heights("band") == ["44", "200"] && heights("line") == ["122"])
    }

    @Test("an answer is drawn from what lies between sweeps, where any are", arguments: [true, false])
    func windows(sweeps: Bool) {
        var (past, snapshot) = (Past(), Snapshot())
        snapshot.progress.phase = .running
        if !sweeps { snapshot.settings.eviction = "never" }
        for second in 1...20 {
            snapshot.moment.elapsed = Int64(second) * 1_000_000_000
            snapshot.progress.stepInstances += 50
            (snapshot.heapBytes, snapshot.heapBaselineBytes) = (second, 0)
            past.take(snapshot)
        }
        let page = RunPage(RunPicture(past, RecordFacts([:]), span: 0..<Int64.max)).text
        #expect(page.contains("windows between sweeps") == sweeps)
        #expect(page.contains(" intervals") == !sweeps)
    }

    @Test("only what is in the span is on the page")
    func span() {
        let picture = picture(20_000_000_000..<31_000_000_000)
        #expect(picture.incidents.map(\.incident.elapsed).allSatisfy { picture.span.contains($0) })
        #expect(picture.incidents.map(\.number) == [1, 2, 3])
        #expect(RunPage(picture).text.contains("0:11 long, from 0:20 on"))
    }

    @Test("the same run gives the same text, and one without anything gives a page")
    func same() throws {
        #expect(RunPage(picture()).text == RunPage(picture()).text)
        let empty = RunPicture(Past(), RecordFacts([:]), span: 0..<Int64.max)
        #expect(try elements(RunPage(empty).text)["svg"] == 4)
        #expect(try elements(GraphSheet(empty).text)["svg"] == 1)
    }

    @Test(
        "of a record whose oldest rows are gone the whole run is drawn, and as much as there is becomes rows")
    func pruned() throws {
        let folder = try Folder()
        var (run, past) = (SampleRun(seed: 3), Past())
        var limits = RecordLimits()
        (limits.samples, limits.segments) = (1200, 4)
        let writer = RecordWriter(try NewRecord(folder.file("a"), facts: RecordFacts(), limits: limits))
        for _ in 0..<60 {
            let batch = run.batch(100)
            try writer.write(batch)
            batch.snapshots.forEach { past.take($0) }
        }
        let reader = try RecordReader(folder.file("a"))
        let drawn = try reader.picture(of: 0..<Int64.max).graph(of: .registry, columns: 50)
        #expect(
            drawn.columns
                == RunPicture(past, reader.facts, span: 0..<Int64.max).graph(of: .registry, columns: 50)
                .columns)
        var bytes: [UInt8] = []
        try reader.export(try CSVExport([]), in: 0..<Int64.max) { bytes += $0 }
        let rows = bytes.count { $0 == UInt8(ascii: "\n") } - 1
        #expect(rows > 300 && rows < 6000)
    }

    @Test(
        "a grid has round lines around all values",
        arguments: [
            (0, 320, false, ["0", "100", "200", "300", "400"]), (0, 0, false, ["0", "1"]),
            (0, 3, false, ["0", "1", "2", "3"]), (0, 1_234_567, true, ["0", "0.5 MB", "1 MB", "1.5 MB"]),
            (-900, 1500, true, ["-1 kB", "-0.5 kB", "0", "0.5 kB", "1 kB", "1.5 kB"]),
        ] as [(Double, Double, Bool, [String])])
    func scale(low: Double, high: Double, isBytes: Bool, texts: [String]) {
        let scale = GraphScale(from: low, to: high, isBytes: isBytes)
        #expect(scale.ticks.map(\.text) == texts)
        #expect(scale.range.contains(low) && scale.range.contains(high))
    }

    @Test(
        "a dip below zero takes as much room as it needs",
        arguments: [(-10_000, -20_000), (-70_000, -80_000), (-290_000, -500_000)] as [(Double, Double)])
    func dip(low: Double, bottom: Double) {
        let scale = GraphScale(from: low, to: 900_000, isBytes: true)
        #expect(scale.range.lowerBound == bottom)
        #expect(scale.range.contains(low))
        #expect(scale.ticks.first?.value == (low < -100_000 ? -500_000 : 0))
    }

    @Test(
        "times on the axis do not run into each other", arguments: [60, 20_029, 86_400, 3_000_000] as [Int64])
    func apart(seconds: Int64) {
        var (past, snapshot) = (Past(), Snapshot())
        past.take(snapshot)
        snapshot.moment.elapsed = seconds * 1_000_000_000
        past.take(snapshot)
        for width in [480.0, 920] {
            var drawing = RunPicture(past, RecordFacts([:]), span: 0..<Int64.max).graph(
                of: .registry, columns: 100)
            (drawing.width, drawing.letter) = (width, 8)
            let texts = drawing.markup.text.matches(of: /x="([\d.]+)" y="219" text-anchor="middle">([^<]*)</)
            let spans = texts.map { (Double($0.output.1) ?? 0, Double($0.output.2.count) * 4) }
            #expect(spans.count > 2 && spans.allSatisfy { $0.0 + $0.1 <= width + 0.1 })
            #expect(zip(spans, spans.dropFirst()).allSatisfy { $0.0 + $0.1 < $1.0 - $1.1 })
        }
    }

    @Test(
        "times are round, and no more than there is room for",
        arguments: [
            (60, 4, ["0:00", "0:15", "0:30", "0:45", "1:00"]),
            (1, 5, ["0:00.0", "0:00.2", "0:00.4", "0:00.6", "0:00.8", "0:01.0"]),
            (200_000, 3, ["0:00", "1d 00:00:00", "2d 00:00:00"]),
        ] as [(Int64, Int, [String])])
    func times(seconds: Int64, most: Int, texts: [String]) {
        #expect(GraphScale(0..<seconds * 1_000_000_000, most: most).ticks.map(\.text) == texts)
    }
}

/// Counts the elements of a document by name.
private final class Elements: NSObject, XMLParserDelegate {
    var counts: [String: Int] = [:]

    func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
    ) {
        counts[name, default: 0] += 1
    }
}
