internal import Foundation

extension SessionFolder {
    /// Why nobody answers under a name. What a crash has left is taken away.
    ///
    /// Blocks as `sessions` does.
    package func absence(of name: String) -> SessionError {
        .absent(name: name, others: sessions().map(\.name))
    }

    /// The sessions that answer, by name, and what they say of themselves. What a crash has left is taken away.
    ///
    /// Blocks for half a second at most for each that does not answer.
    package func sessions() -> [SessionSummary] {
        names.compactMap { name in
            // Where no socket can be nobody answers.
            guard let path = try? socket(of: name) else { return nil }
            var silent = SessionSummary()
            silent.name = name
            do throws(LocalSocket.Unreached) {
                var connection = try SessionConnection(path, Hello())
                defer { connection.close() }
                return connection.summary(within: 500_000_000) ?? silent
            } catch {
                if error == .nobody { try? removeStale(path) }  // If not now, then the next time.
                return error == .busy ? silent : nil
            }
        }
    }

    /// Nobody else begins to listen there meanwhile.
    private func removeStale(_ path: String) throws(SessionError) {
        try locked {
            do throws(LocalSocket.Unreached) {
                try LocalSocket(connectingTo: path).close()
            } catch {
                if error == .nobody { ListeningPlace.remove(path) }
            }
        }
    }

    /// The session of that name, or the only one there is.
    ///
    /// Blocks as `sessions` does where none is named.
    /// - Throws: when the name is none, or when there is no session or more than one.
    package func only(_ name: String?) throws(SessionError) -> String {
        if let name {
            _ = try socket(of: name)
            return name
        }
        let names = sessions().map(\.name)
        switch names.count {
        case 0: throw .none
        case 1: return names[0]
        default: throw .ambiguous(names)
        }
    }
}
