internal import CLinux
internal import Foundation
internal import History
internal import PlanEngine
internal import Telemetry
internal import Threading

/// A run without a screen: progress and log on standard error, the result on standard output or in a file.
struct Headless {
    /// Nanoseconds that a step has to end after a signal.
    private static let patience: Int64 = 5_000_000_000
    /// Nanoseconds that Python has for its end where somebody wants to leave at once: it needs none of them if it stands still.
    private static let grace: Int64 = 500_000_000
    /// Nanoseconds that a step may go on after a limit was exceeded, and that cleaning up may take after a signal.
    private static let stepPatience: Int64 = 60_000_000_000
    /// Nanoseconds that Python has for its own end: threads that scripts started, exit functions, finalisers.
    private static let finalPatience: Int64 = 10_000_000_000
    /// A run that is over after so many nanoseconds is told of by its result.
    private static let shortRun: Int64 = 300_000_000

    /// Nanoseconds for which events are gathered after some have come: to be woken by each of thousands a second would cost
    /// the run more than all that is told of them.
    private static let gathering: Int64 = 20_000_000

    let session: Session
    let hosting: Hosting
    let measurement: Measurement
    let gate: GateOptions
    var output: ReportOutput
    /// Whether a terminal that shows progress can only be written to line by line.
    let isPlain: Bool
    /// Raised by signals, by every event and by the end of the session.
    let attention: StopSignal
    /// What has been seen of the run so far.
    var leaks: LeakWatch
    /// From which level up the log is shown; nil where nobody reads it.
    var logLevel: LogLine.Level?
    /// Done as soon as the first plan begins, unless the run is over by then.
    var whenRunning: () -> Void = {}
    /// Where the result of a run in the background is; nil for a run in front, or where nobody knows.
    var placeOfResult: String?

    /// Runs to the end, or until a signal, and ends the process.
    func run() -> Never {
        clinux_crash_install(clinux_duplicate(2))
        attention.catchSignals()
        let observation = measurement.begin()
        let thread = SessionThread()
        thread.start(session, observation, ended: attention)
        goOn(thread, observation)
    }

    /// The same for a run that has begun already.
    func goOn(_ thread: SessionThread, _ observation: Observation) -> Never {
        var lookout = Lookout(
            log: HeadlessLog(level: logLevel, isPlain: isPlain), leaks: leaks, options: gate)
        var hangUp = HangUp()
        var headless = self
        let (outcome, isAwaited) = wait(for: thread, &lookout, &hangUp, &headless.output)
        observation.finish()
        lookout.finish(session)
        // Of a run that could not even begin that is said by its outcome.
        if let failure = lookout.failure, outcome?.isUnusable != true { StandardError.complain(failure) }
        headless.output.record = observation.closeRecord(logIsRead: lookout.showsWarnings)
        // Whoever waits for it to begin is told that it has ended.
        headless.placeOfResult = isAwaited ? placeOfResult : nil
        headless.conclude(outcome, lookout).leave()
    }

    /// - Returns: no outcome when Python did not stop in time; whether no plan was seen to begin before.
    private func wait(
        for thread: SessionThread, _ lookout: inout Lookout, _ hangUp: inout HangUp,
        _ output: inout ReportOutput
    ) -> (outcome: Session.Outcome?, isAwaited: Bool) {
        var deadline = Int64.max
        var (isDecided, isAwaited) = (false, true)
        var (begun, stopped) = (Int64?.none, Int64?.none)
        while true {
            if attention.wait(nanoseconds: 500_000_000) { _ = thread.join(nanoseconds: Self.gathering) }
            clinux_keep_signals()
            if hangUp.leaveTerminal(of: hosting.name, &output) { lookout.fallSilent() }
            lookout.look(at: session)
            if let outcome = thread.outcome { return (outcome, isAwaited) }
            if lookout.isRunning, begun == nil { begun = Uptime.nanoseconds }
            if isAwaited, let begun, Uptime.nanoseconds - begun > Self.shortRun, !session.isFinished {
                isAwaited = false
                whenRunning()
            }
            let caught = clinux_caught_count()
            if !isDecided, lookout.isExceeded {
                session.perform(.stop)
                isDecided = true
                deadline = Uptime.nanoseconds + Self.stepPatience
            }
            // A plan that passes is not made one that was aborted.
            if lookout.isAnswered { session.endAfterPlan() }
            if caught > 0 || hosting.isAbandoned {
                session.perform(.stop)
                stopped = stopped ?? Uptime.nanoseconds
            }
            // To clean up after all steps may take longer than any of them may.
            let patience =
                hosting.isAbandoned
                ? Self.grace : session.lastStepName.isEmpty ? Self.stepPatience : Self.patience
            let isLate = stopped.map { Uptime.nanoseconds - $0 > patience } ?? false
            if session.isFinished {
                // Nobody is here to look at what is left.
                session.perform(.stop)
                deadline = min(deadline, Uptime.nanoseconds + Self.finalPatience)
            }
            if caught > 1 || isLate || Uptime.nanoseconds > deadline {
                return (nil, isAwaited)
            }
        }
    }

    private func conclude(_ outcome: Session.Outcome?, _ lookout: Lookout) -> ExitReason {
        let signal = clinux_caught_signal()
        switch outcome {
        case .unusable(let reason):
            StandardError.complain(reason)
            return hosting.conclude(signal == 0 ? .badInput : .signal(signal), reason)
        case .done(let report, let leftovers):
            let (isWritten, hasPassed) = tell(report, leftovers, lookout)
            if isWritten, let placeOfResult { tellEnd(report, placeOfResult) }
            let reason: ExitReason =
                signal != 0
                ? .signal(signal)
                : !hasPassed
                    ? .failedGate : !isWritten ? .badInput : report.hasFailures ? .failedPlans : .done
            return hosting.conclude(reason, table(report, leftovers, lookout))
        case .stuck(let report):
            return stuck(report, lookout)
        case nil:
            return stuck(session.unfinishedReport, lookout)
        }
    }

    /// Writes the result, and says why it could not be written or why the run has failed.
    private func tell(
        _ report: RunReport, _ leftovers: [String: Int], _ lookout: Lookout
    ) -> (isWritten: Bool, hasPassed: Bool) {
        let gate = lookout.judgement(of: report)
        var isWritten = true
        do throws(Failure) {
            try output.write(report, leftovers: leftovers, lookout.leaks, gate)
        } catch {
            StandardError.complain(error.reason)
            isWritten = false
        }
        if let complaint = gate?.complaint { StandardError.complain(complaint) }
        return (isWritten, gate?.passed ?? true)
    }

    private func tellEnd(_ report: RunReport, _ place: String) {
        let plans = "\(Count.of(report.plans, "plan")), \(ReportTable.words(report.verdicts))"
        StandardError.write("\(hosting.name) is over: \(plans); its result is in \(place)\n")
    }

    private func table(_ report: RunReport, _ leftovers: [String: Int], _ lookout: Lookout) -> String {
        ReportTable(report, leftovers: leftovers, lookout.leaks, lookout.judgement(of: report)).text
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

    private func stuck(_ report: RunReport, _ lookout: Lookout) -> ExitReason {
        let (_, hasPassed) = tell(report, [:], lookout)
        StandardError.write(Self.stuckSentence(session))
        return hosting.conclude(
            hasPassed || clinux_caught_signal() != 0 ? .stuck : .failedGate,
            table(report, [:], lookout) + Self.stuckSentence(session))
    }
}
