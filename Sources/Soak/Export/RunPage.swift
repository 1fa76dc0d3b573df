internal import History
internal import LeakAnalysis
internal import Telemetry

/// A run as one HTML page that needs nothing else, to be attached to a report of a defect.
package struct RunPage {
    private let picture: RunPicture

    /// Shows what there is to see of a run.
    package init(_ picture: RunPicture) { self.picture = picture }

    /// The page, which is well-formed XML, too.
    package var text: String {
        let tables = RunTables(picture)
        let page: Markup = """
            <!DOCTYPE html>
            <html lang="en" xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>\(picture.answer.word) \(picture.workload)</title>
            <style>
            \(PageStyle.css)\(GraphStyle.css(letters: 14))</style></head>
            <body class="\(GraphStyle.role(ofVerdict: picture.answer.word))">
            <header><h1>\(picture.workload)</h1>
            <p class="verdict">\(picture.answer.clause)</p>
            <p class="quiet">\(picture.circumstances)</p>
            \(outcome)</header>
            <main>
            \(graphs)\(section("Verdict", [facts(verdict), tables.verdicts]))\
            \(section("Settings", [facts(settings), tables.changes]))\
            \(section("Events", [tables.events]))\(section("Sweeps", [tables.sweeps]))\
            \(section("Types", [tables.types]))\(section("Holders", [tables.holders]))\
            \(section("Plan runs", [tables.plans]))\(section("Log from warning up", [tables.log]))\
            \(section("Versions and machine", [facts(machine)]))</main></body></html>\n
            """
        return page.text
    }

    private var outcome: Markup {
        if let sentence = picture.facts[.outcome] { return "<p>\(sentence)</p>\n" }
        return "<p>The record was not closed: the run goes on, or was killed.</p>\n"
    }

    private func section(_ title: String, _ parts: [Markup]) -> Markup {
        "<section><h2>\(title)</h2>\n\(parts)</section>\n"
    }

    private func facts(_ facts: [(String, String)]) -> Markup {
        let rows = facts.map { "<dt>\($0.0)</dt><dd>\($0.1)</dd>\n" as Markup }
        return "<dl>\(rows)</dl>\n"
    }

    private var graphs: Markup {
        let figures = picture.series.map { series -> Markup in
            var drawing = picture.graph(of: series, columns: 380)
            drawing.letter = 8
            return """
                <figure><svg class="graph" role="img" viewBox="0 0 \(drawing.width) \(drawing.height)">\
                <title>\(series.title)</title>
                \(drawing.markup)</svg></figure>\n
                """
        }
        let notes: Markup = """
            <p class="quiet">Time since the session began. The band goes from the least to the most of every moment. Ticks \
            at the bottom are sweeps; numbers are those of the events below.</p>\n
            """
        return section("Graphs", ["<div class=\"graphs\">\n\(figures)</div>\n", notes])
    }

    private var verdict: [(String, String)] {
        let watch = picture.past.leaks
        let growth = watch.verdict.growth.map {
            [
                ("heap", Self.rate($0.bytes, "bytes per step")),
                ("registry", Self.rate($0.entries, "entries per step")),
            ]
        }
        let windows = watch.series.regime?.sweeps ?? true ? "windows between sweeps" : "intervals"
        return [("answer", picture.answer.clause)] + (growth ?? []) + [
            ("tolerance", "\(Decimals.fixed(watch.tolerance.bytesPerStep, 1)) bytes per step"),
            ("drawn from", "\(Decimals.grouped(watch.series.windows)) \(windows)"),
        ]
    }

    private static func rate(_ rate: Rate, _ unit: String) -> String {
        let bounds = [rate.interval.lowerBound, rate.interval.upperBound].map { Decimals.fixed($0, 3) }
        return
            "\(Decimals.fixed(rate.perStep, 3)) \(unit), between \(bounds[0]) and \(bounds[1]) with a confidence of 95 %"
    }

    private var settings: [(String, String)] {
        let latest = picture.past.latest
        let limit = latest?.memoryLimitBytes.map { [("memory limit", Decimals.bytes(Double($0)))] } ?? []
        return (latest?.settings ?? Settings()).values.map { ($0.name, $0.value) } + limit
    }

    private var machine: [(String, String)] {
        let shown: [RecordFacts.Name] = [
            .phantop, .python, .swift, .system, .host, .machine, .workload, .options,
        ]
        let steps =
            picture.past.latest.map { [("steps run", Decimals.grouped($0.progress.stepInstances))] } ?? []
        return shown.compactMap { name in picture.facts[name].map { (name.rawValue, $0) } } + steps
    }
}
