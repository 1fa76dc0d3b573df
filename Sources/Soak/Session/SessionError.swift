/// Why a session cannot be offered or reached, in one line for the person.
package enum SessionError: Error, Equatable, CustomStringConvertible {
    /// The folder of the sockets cannot be used.
    case folder(path: String, reason: String)
    /// A name that is none.
    case name(String)
    /// Somebody answers under that name already.
    case taken(name: String)
    /// Nobody answers under that name.
    case absent(name: String, others: [String])
    /// There are several, and none was named.
    case ambiguous([String])
    /// Nothing runs at all.
    case none
    /// The system refuses.
    case refused(path: String, reason: String)
    /// It was there and says nothing.
    case silent(name: String)
    /// It speaks a version of the stream in which things may mean something else.
    case foreign(name: String, program: String, process: Int)

    package var description: String {
        switch self {
        case .folder(let path, let reason): "\(path) cannot hold sessions: \(reason)"
        case .name(let name):
            "\"\(name)\" is no name for a session; use up to 40 letters, digits, dots, dashes and underscores"
        case .taken(let name):
            "a session named \(name) runs already; choose another --name, or phantop attach \(name)"
        case .absent(let name, let others):
            "no session named \(name) runs"
                + (others.isEmpty ? "; none does" : "; these do: " + others.joined(separator: ", "))
        case .ambiguous(let names): "several sessions run, name one: " + names.joined(separator: ", ")
        case .none: "no session runs"
        case .refused(let path, let reason): "\(path): \(reason)"
        case .foreign(let name, let program, let process):
            "the session \(name) is of \(program), which speaks another version of the stream; use that one, or"
                + " kill \(process) to end it"
        case .silent(let name): "the session \(name) does not answer; its process may be stopped"
        }
    }
}
