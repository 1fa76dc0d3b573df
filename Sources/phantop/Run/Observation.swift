internal import Soak
internal import Telemetry

/// A session that is being measured and recorded.
struct Observation: Sendable {
    let sampler: Sampler
    /// Nil when nothing is recorded.
    let recorder: Recorder?

    /// Measures for the last time; blocks while two snapshots are taken at most. Any thread, any number of times.
    func finish() { sampler.finish() }

    /// Closes the record and says where it is; blocks for some seconds at most.
    /// - Parameter logIsRead: whether a person has read already why there is none.
    /// - Returns: its path; nil if there is none.
    func closeRecord(logIsRead: Bool = false) -> String? {
        switch recorder?.finish() {
        case .written(let path):
            StandardError.complain("recorded in \(path)")
            return path
        case .incomplete(let path, let error):
            StandardError.complain("\(path) lacks the end of the run: \(error.reason)")
            return path
        case .unfinished:
            StandardError.complain(
                "the record is not closed: where it is, nothing has been written for 5 s; what it holds can be read"
            )
            return nil
        case .impossible where logIsRead: return nil
        case .impossible(let error):
            StandardError.complain("no record: \(error.summary)")
            return nil
        case nil, .some(.none): return nil
        }
    }
}
