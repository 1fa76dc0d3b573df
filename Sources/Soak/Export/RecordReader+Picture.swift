internal import GRDB
internal import History
internal import Telemetry

extension RecordReader {
    /// Everything that there is to see of a span of time.
    package func picture(of span: Range<Int64>) throws(ExportError) -> RunPicture {
        let past = try past(until: span.upperBound)
        do throws(RecordError) {
            let verdicts = try verdicts().filter { $0.elapsed < span.upperBound }
            return RunPicture(
                past, facts, span: span, verdicts: verdicts, types: try types(before: span.upperBound))
        } catch {
            throw .record(error)
        }
    }

    /// What was remembered of the run at a moment.
    private func past(until end: Int64) throws(ExportError) -> Past {
        var start: (past: Past, place: Place)
        do throws(RecordError) {
            if let last = try checkpoints().last(where: { $0.elapsed < end }) {
                start = (try past(at: last), last.place)
            } else {
                start = try beginning()
            }
        } catch {
            throw .record(error)
        }
        try forEachBatch(after: start.place, until: end) { batch throws(ExportError) in
            batch.forEach {
                if $0.moment.elapsed < end { start.past.take($0) }
            } event: {
                if $0.moment.elapsed < end { start.past.take($0) }
            }
        }
        return start.past
    }

    /// The newest count of the classes.
    private func types(before end: Int64) throws(RecordError) -> RunPicture.Types? {
        try read { database in
            let row = try Row.fetchOne(
                database,
                sql:
                    "SELECT elapsed, content FROM events WHERE kind = 'typesCounted' AND elapsed < ? ORDER BY id DESC LIMIT 1",
                arguments: [end])
            guard let row, case .string(let content) = (row[1] as DatabaseValue).storage,
                case .typesCounted(let census) = EventText.decoded(kind: "typesCounted", content: content)
            else { return nil }
            return RunPicture.Types(census: census, elapsed: try Self.number(row[0]))
        }
    }
}
