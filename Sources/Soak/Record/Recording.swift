internal import Telemetry

/// What the recorder's thread does, one look after the other.
struct Recording {
    /// Nanoseconds from one look at the rings to the next.
    static let look: Int64 = 200_000_000
    /// Nanoseconds from one transaction to the next: with the time that it takes, less than the second that may be lost.
    private static let period: Int64 = 800_000_000
    /// Nanoseconds after which a record that could not be written is tried again.
    private static let patience: Int64 = 2_000_000_000
    /// Nanoseconds until the types are counted for the first time: a short run is not to be disturbed.
    private static let firstCount: Int64 = 10_000_000_000
    /// Nanoseconds from one count of the types to the next.
    private static let countPeriod: Int64 = 60_000_000_000
    /// Nanoseconds that a run must last to be recorded without being asked to.
    private static let shortest: Int64 = 60_000_000_000

    private enum State {
        /// The run may be over soon.
        case waiting(RecordFolder)
        case writing(RecordWriter)
        /// It could not be written the last time.
        case paused(RecordWriter)
        /// There will be none.
        case given(up: RecordError)
    }

    private let run: Recorder.Run
    /// Whether nobody has asked for it.
    private let isUnasked: Bool
    private var state: State
    private var intake: Intake
    private var begin: Int64?
    private var due: Int64 = .min
    private var counted: Int64?

    init(_ run: Recorder.Run, to place: Recorder.Place) {
        self.run = run
        isUnasked = if case .folder = place { true } else { false }
        intake = Intake(snapshots: run.snapshots, events: run.events)
        state =
            switch place {
            case .file(let record): .writing(RecordWriter(record))
            case .folder(let folder): .waiting(folder)
            }
    }

    /// Takes over what came, and writes it when it is time.
    mutating func look(at now: Int64) {
        if case .given = state { return }
        intake.read()
        let begin = begin ?? now
        self.begin = begin
        countTypes(at: now, since: begin)
        switch state {
        case .waiting(let folder) where now - begin >= Self.shortest || intake.isFull: open(folder)
        case .writing(let writer) where now >= due: write(writer, at: now)
        case .paused(let writer) where now >= due: resume(writer, at: now)
        default: break
        }
    }

    /// Writes what is left, and closes the record.
    mutating func finish() -> Recorder.Outcome {
        intake.read()
        switch state {
        case .waiting: return .none
        case .given(let error): return .impossible(error)
        case .writing(let writer), .paused(let writer):
            do throws(RecordError) {
                try writer.write(intake.batch)
                try writer.close()
                if isUnasked, (intake.elapsed ?? 0) < Self.shortest {
                    RecordPlace.remove(writer.path)
                    return .none
                }
                return .written(writer.path)
            } catch {
                return .incomplete(writer.path, error)
            }
        }
    }

    private mutating func open(_ folder: RecordFolder) {
        do throws(RecordError) {
            state = .writing(RecordWriter(try folder.makeRecord()))
        } catch {
            state = .given(up: error)
            intake.clear()
            let place = error == .full ? " in \(folder.path)" : ""
            let text = "no record\(place): \(error.summary); --record FILE names another place"
            run.announce(.logged(LogLine(level: .warning, source: "record", text: text)))
        }
    }

    private mutating func write(_ writer: RecordWriter, at now: Int64) {
        due = now + Self.period
        do throws(RecordError) {
            try writer.write(intake.batch)
            intake.clear()
        } catch {
            state = .paused(writer)
            due = now + Self.patience
            run.announce(.recordPaused(error.reason))
        }
    }

    private mutating func resume(_ writer: RecordWriter, at now: Int64) {
        do throws(RecordError) {
            try writer.write(intake.batch)
            state = .writing(writer)
            due = now + Self.period
            run.announce(.recordResumed(lost: intake.dropped))
            intake.clear()
        } catch {
            due = now + Self.patience
        }
    }

    private mutating func countTypes(at now: Int64, since begin: Int64) {
        let due = counted.map { $0 + Self.countPeriod } ?? begin + Self.firstCount
        guard now >= due else { return }
        counted = now
        run.ask(.countTypes)
    }
}
