/// Why a record could not be exported.
package enum ExportError: Error, Equatable {
    /// The record cannot be read.
    case record(RecordError)
    /// There is no such series in this format; those that there are.
    case unknownSeries(String, known: [String])
    /// What was read could not be set aside, with the system's reason.
    case noSpace(String)
    /// The result cannot be written, with the system's reason.
    case unwritable(String)

    /// What happened and what to do, in one line.
    package var summary: String {
        switch self {
        case .record(let error): error.summary
        case .unknownSeries(let name, let known):
            "--series \(name): no such series; there are \(known.joined(separator: ", "))"
        case .noSpace(let reason):
            "metrics are put in order in a temporary file, which cannot be written: \(reason); TMPDIR names its folder"
        case .unwritable(let reason): "the result could not be written: \(reason)"
        }
    }
}
