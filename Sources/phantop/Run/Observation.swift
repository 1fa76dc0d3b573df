internal import Soak
internal import Telemetry

/// A session that is being measured and recorded.
struct Observation {
    let sampler: Sampler
    /// Nil when nothing is recorded.
    let recorder: Recorder?

    /// Stops measuring; blocks while one snapshot is taken at most.
    func finish() { sampler.finish() }

    /// Closes the record and says where it is; blocks for some seconds at most.
    /// - Returns: its path; nil if there is none.
    func closeRecord() -> String? {
        switch recorder?.finish() {
        case .written(let path):
            StandardError.write("phantop: recorded in \(path)\n")
            return path
        case .incomplete(let path, let error):
            StandardError.write("phantop: \(path) lacks the end of the run: \(error.summary)\n")
            return path
        case .impossible(let error):
            StandardError.write("phantop: no record: \(error.summary)\n")
            return nil
        case nil, .some(.none): return nil
        }
    }
}
