internal import ArgumentParser
internal import Foundation
internal import Soak
internal import Telemetry
internal import TerminalUI

/// `phantop sessions`: what runs.
struct SessionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sessions", abstract: "List the runs that can be attached to.")

    @Flag(help: "One JSON object a line.")
    var json = false

    func run() throws {
        let sessions: [SessionSummary]
        do throws(SessionError) {
            sessions = try SessionFolder.usual().sessions()
        } catch {
            throw Failure(reason: error.description)
        }
        if json {
            for session in sessions { StandardOutput.write(try JSONText.line(session)) }
        } else if sessions.isEmpty {
            StandardOutput.write("no session runs; phantop run begins one")
        } else {
            StandardOutput.write(SessionTable(sessions).text)
        }
    }
}

/// Sessions as a table for people.
struct SessionTable {
    /// Columns of a workload's name, so that a row fits a line of a terminal.
    private static let widestWorkload = 32

    private let sessions: [SessionSummary]

    init(_ sessions: [SessionSummary]) { self.sessions = sessions }

    /// One row for each, below their headings.
    var text: String {
        let head = ["name", "workload", "since", "state", "leak?", "entries", "heap", "steps", "viewers"]
        return TextTable([head] + sessions.map(row), numbers: 5..<head.count).text
    }

    private func row(_ session: SessionSummary) -> [String] {
        guard session.process != 0 else {
            return [session.name, "-", "-", "silent", "-", "-", "-", "-", "-"]
        }
        return [
            session.name, PlainText.line(session.workload, atMost: Self.widestWorkload), since(session),
            session.phase.rawValue, session.verdict,
            "\(session.entries)", heap(session.heapGrowthBytes), "\(session.stepInstances)",
            "\(session.viewers)",
        ]
    }

    /// By a clock that nobody sets.
    private func since(_ session: SessionSummary) -> String {
        let seconds = max(0, SessionClock(origin: session.origin).now.elapsed / 1_000_000_000)
        let (days, hours, minutes) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60)
        if days > 0 { return "\(days) d \(hours) h" }
        return hours > 0 ? "\(hours) h \(minutes) min" : minutes > 0 ? "\(minutes) min" : "\(seconds) s"
    }

    private func heap(_ bytes: Int) -> String {
        let tenths = (Double(bytes) / 1e5).rounded() / 10
        return "\(bytes < 0 ? "" : "+")\(tenths) MB"
    }
}
