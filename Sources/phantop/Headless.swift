internal import CLinux
internal import Foundation
internal import LeakAnalysis
internal import History
internal import PlanEngine
internal import Telemetry
internal import Threading

/// A run without a screen: progress and log on standard error, the result on standard output or in a file.
struct Headless {
    /// Nanoseconds that Python has to stop after a signal.
    private static let patience: Int64 = 5_000_000_000
    /// Nanoseconds that Python has for its own end: threads that scripts started, exit functions, finalisers.
    private static let finalPatience: Int64 = 10_000_000_000

    let session: Session
    let measurement: Measurement
    let tolerance: Tolerance
    let logLevel: LogLine.Level
    let output: ReportOutput
    /// Raised by signals, by every event and by the end of the session.
    let attention: StopSignal

    /// Runs to the end, or until a signal, and ends the process.
    func run() -> Never {
        clinux_crash_install(clinux_duplicate(2))
        clinux_catch_signals(attention.descriptor)
        let sampler = measurement.begin()
        let thread = SessionThread()
        thread.start(session, ended: attention)
        var (log, leaks) = (HeadlessLog(level: logLevel), LeakWatch(tolerance: tolerance))
        let outcome = wait(for: thread, &log, &leaks)
        sampler.finish()
        if case .unusable = outcome {
        } else if let failure = log.failure {
            StandardError.write("phantop: \(failure)\n")
        }
        conclude(outcome, leaks).leave()
    }

    /// - Returns: nil when Python did not stop in time.
    private func wait(
        for thread: SessionThread, _ log: inout HeadlessLog, _ leaks: inout LeakWatch
    ) -> Session.Outcome? {
        var cursor = 0
        var deadline: Int64?
        while true {
            attention.wait(nanoseconds: 500_000_000)
            clinux_keep_signals()
            log.show(session.events)
            let measured = session.snapshots.read(from: cursor)
            cursor = measured.cursor
            for snapshot in measured.elements { leaks.take(snapshot) }
            log.showProgress(Sampler.snapshot(clock: session.clock, probes: [SessionProbe(session)]).progress)
            if let outcome = thread.outcome {
                // What came between the last look and the end.
                log.show(session.events)
                log.endProgress()
                return outcome
            }
            let caught = clinux_caught_count()
            if deadline == nil, caught > 0 {
                session.perform(.stop)
                deadline = Uptime.nanoseconds + Self.patience
            } else if deadline == nil, session.isFinished {
                deadline = Uptime.nanoseconds + Self.finalPatience
            }
            if caught > 1 || Uptime.nanoseconds > deadline ?? .max {
                log.endProgress()
                return nil
            }
        }
    }

    private func conclude(_ outcome: Session.Outcome?, _ leaks: LeakWatch) -> ExitReason {
        var leaks = leaks
        leaks.judge()
        let signal = clinux_caught_signal()
        switch outcome {
        case .unusable(let reason):
            StandardError.write("phantop: \(reason)\n")
            return signal == 0 ? .badInput : .signal(signal)
        case .done(let report, let leftovers):
            let isWritten = write(report, leftovers, leaks)
            if signal != 0 { return .signal(signal) }
            guard isWritten else { return .badInput }
            return report.hasFailures ? .failedPlans : .done
        case .stuck(let report):
            return stuck(report, leaks)
        case nil:
            return stuck(session.unfinishedReport, leaks)
        }
    }

    /// - Returns: false when it could not be written, which has been said then.
    private func write(_ report: RunReport, _ leftovers: [String: Int], _ leaks: LeakWatch) -> Bool {
        do throws(Failure) {
            try output.write(report, leftovers: leftovers, leaks)
            return true
        } catch {
            StandardError.write("phantop: \(error.reason)\n")
            return false
        }
    }

    /// What is said when Python had to be left behind.
    static func stuckSentence(_ session: Session) -> String {
        if session.isFinished {
            return
                "phantop: Python did not stop after the run (a thread or an exit function of the script still runs);"
                + " left without finalising it\n"
        }
        let step = session.lastStepName
        let what = step.isEmpty ? "" : " (the step \(step) is still running)"
        return "phantop: Python did not stop\(what); left without finalising it\n"
    }

    private func stuck(_ report: RunReport, _ leaks: LeakWatch) -> ExitReason {
        _ = write(report, [:], leaks)
        StandardError.write(Self.stuckSentence(session))
        return .stuck
    }
}
