internal import History
internal import Telemetry

/// What happened in a run, as tables with the newest first.
struct RunTables {
    /// Older rows are left out.
    private static let most = 100

    private let picture: RunPicture
    private var ledger: Ledger { picture.past.ledger }

    init(_ picture: RunPicture) { self.picture = picture }

    /// The newest of what is in the span, and what stands above them.
    private func newest<Row>(_ rows: some Sequence<Row>, _ what: String, of all: Int? = nil) -> (
        rows: [Row], caption: String
    ) {
        let rows = Array(rows)
        let count = max(all ?? 0, rows.count)
        let caption =
            count > Self.most || count > rows.count
            ? "the newest \(min(rows.count, Self.most)) of \(Decimals.grouped(count)) \(what), newest first"
            : "\(what), newest first"
        return (rows.suffix(Self.most).reversed(), caption)
    }

    private func isShown(_ elapsed: Int64) -> Bool { picture.span.contains(elapsed) }

    /// Every sweep is counted, also those that are not remembered; not those before the span.
    private func total(_ count: Int) -> Int? { picture.span.lowerBound == 0 ? count : nil }

    var verdicts: Markup {
        var changes: [RecordReader.Verdict] = []
        for verdict in picture.verdicts
        where verdict.verdict != changes.last?.verdict || verdict.reason != changes.last?.reason {
            changes.append(verdict)
        }
        let (rows, caption) = newest(changes, "answers")
        var table = HTMLTable(caption, [("since", .number), ("answer", .word), ("because", .text)])
        for verdict in rows {
            table.append([
                UTCTime.clock(verdict.elapsed), verdict.verdict, verdict.reason.map(Self.sentence) ?? "",
            ])
        }
        return table.markup(orElse: "No answer was recorded.")
    }

    /// A doubt, in words; one of a newer version as it is written.
    private static func sentence(_ reason: String) -> String {
        switch reason {
        case "fewFloors": "too few windows"
        case "noise": "may be chance"
        case "slowing": "rises, but slows down"
        case "falls": "rises, but fell before"
        case "lately": "rises since a short while"
        case "turnover": "rises while plans go on"
        default: reason
        }
    }

    var changes: Markup {
        let changes = picture.incidents.filter { if case .change = $0.incident.kind { true } else { false } }
        let (rows, caption) = newest(changes, "changes")
        var table = HTMLTable(caption, [("event", .number), ("time", .number), ("change", .text)])
        for row in rows {
            table.append(["\(row.number)", UTCTime.clock(row.incident.elapsed), row.incident.kind.words])
        }
        return table.markup(orElse: "Nothing was changed.")
    }

    var events: Markup {
        let (rows, caption) = newest(picture.incidents, "events")
        var table = HTMLTable(
            caption, [("event", .number), ("time", .number), ("UTC", .word), ("what", .text)])
        for (number, incident) in rows {
            let unix = picture.past.wall.unix(at: incident.elapsed)
            table.append(
                ["\(number)", UTCTime.clock(incident.elapsed), UTCTime.sentence(unix), incident.kind.words])
        }
        return table.markup(orElse: "Nothing happened but sweeps and plan runs.")
    }

    var sweeps: Markup {
        let (rows, caption) = newest(
            ledger.sweeps.elements.filter { isShown($0.elapsed) }, "sweeps", of: total(ledger.sweepCount))
        var table = HTMLTable(
            caption,
            [
                ("sweep", .number), ("time", .number), ("asked for by", .word), ("examined", .number),
                ("phantoms", .number), ("weakened", .number), ("freed", .number), ("held", .number),
                ("collected", .number), ("GIL wait", .number), ("GIL hold", .number), ("total", .number),
            ])
        for sweep in rows {
            let summary = sweep.summary
            let counts = [
                summary.examined, summary.phantoms, summary.weakened, summary.freed, summary.held,
                summary.collected,
            ]
            let times = [summary.gilWait, summary.longestGILHold, summary.duration]
            table.append(
                ["\(sweep.number)", UTCTime.clock(sweep.elapsed), Self.word(summary)]
                    + counts.map(Decimals.grouped) + times.map(Decimals.milliseconds))
        }
        return table.markup(orElse: "There was no sweep.")
    }

    private static func word(_ sweep: SweepSummary) -> String {
        switch sweep.trigger {
        case .clock: "clock"
        case .manual: sweep.isForced ? "person, held too" : "person"
        case .final: "end of the run"
        case .planExit: "end of a plan"
        case .script: "script"
        case .collection: "person, collection"
        }
    }

    var types: Markup {
        let counted = picture.types
        let census = (counted?.census.types ?? []).sorted {
            ($1.counts.entries, $0.name) < ($0.counts.entries, $1.name)
        }
        let shown = census.prefix(Self.most)
        let most = shown.count < census.count ? ", the \(shown.count) largest of \(census.count) classes" : ""
        let since = counted?.census.countsSince.map { "; made and freed since \(UTCTime.clock($0))" } ?? ""
        var table = HTMLTable(
            "counted at \(UTCTime.clock(counted?.elapsed ?? 0))\(most)\(since)",
            [
                ("class", .text), ("entries", .number), ("live", .number), ("parked", .number),
                ("severed", .number), ("phantoms", .number), ("held", .number), ("made", .number),
                ("freed", .number),
            ])
        for type in shown {
            let counts = type.counts
            let numbers = [
                counts.entries, counts.live, counts.parked, counts.severed, counts.phantoms, type.held,
                type.created, type.freed,
            ]
            table.append([type.name] + numbers.map(Decimals.grouped))
        }
        return table.markup(
            orElse: counted == nil ? "The classes were not counted." : "No Python object had an entry.")
    }

    var holders: Markup {
        var table = HTMLTable(
            "found at \(UTCTime.clock(ledger.holders?.elapsed ?? 0))",
            [("class", .word), ("held", .number), ("since", .number), ("by", .text)])
        for chain in (ledger.holders?.chains ?? []).prefix(Self.most) {
            table.append(
                [
                    chain.type, Decimals.grouped(chain.count), chain.since.map(UTCTime.clock) ?? "",
                    chain.chain,
                ])
        }
        return table.markup(
            orElse: ledger.holders == nil ? "Nobody asked who holds what." : "Nothing was held.")
    }

    var plans: Markup {
        let ended = ledger.verdicts.map(\.count).reduce(0, +)
        let (rows, caption) = newest(
            ledger.plans.elements.filter { isShown($0.ended) }, "plan runs", of: total(ended))
        var table = HTMLTable(
            caption,
            [
                ("plan", .number), ("ended", .number), ("took", .number), ("verdict", .word),
                ("steps", .number),
                ("heap", .number), ("growth", .number), ("entries", .number), ("growth", .number),
            ])
        for plan in rows {
            let took = plan.began.map { Decimals.milliseconds(plan.ended - $0) } ?? ""
            table.append([
                "\(plan.number)", UTCTime.clock(plan.ended), took, plan.verdict,
                Decimals.grouped(plan.figures.steps),
                Decimals.bytes(Double(plan.figures.heapBytes)),
                plan.heapGrowth.map { Decimals.bytes(Double($0)) } ?? "",
                Decimals.grouped(plan.figures.entries),
                plan.entryGrowth.map(Decimals.grouped) ?? "",
            ])
        }
        return table.markup(orElse: "No plan run ended.")
    }

    var log: Markup {
        let lines = (ledger.log.first..<ledger.log.end).compactMap { ledger.log[$0] }.filter {
            $0.level >= .warning && isShown($0.elapsed)
        }
        let (rows, caption) = newest(lines, "lines")
        var table = HTMLTable(
            caption, [("time", .number), ("level", .word), ("source", .word), ("text", .text)])
        for line in rows {
            let level = line.level == .error ? "error" : "warning"
            table.append(
                [UTCTime.clock(line.elapsed), level, line.source, line.rows.joined(separator: "\n")],
                role: level)
        }
        return table.markup(orElse: "Nothing was logged.")
    }
}
