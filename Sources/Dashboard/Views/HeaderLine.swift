internal import History
internal import Telemetry
internal import TerminalUI

/// What runs, how far it is, and when the next sweep comes.
struct HeaderLine: View {
    let state: Dashboard
    /// The lines that there are beside it: what one of them says is not said here.
    var elsewhere: Set<OverviewLayout.Line> = [.errors, .verdict, .status]

    private var glyphs: GlyphSet { state.glyphs }
    private var progress: Progress { state.readings.shown?.progress ?? Progress() }
    private var requests: Requests { state.interaction.requests }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        FieldLine(fields: fields, glyphs: glyphs).draw(into: &canvas, in: rect)
    }

    private var fields: [Field] {
        [
            Field(rank: 9, state.size.columns < 100 ? [] : [Segment("phantop", .title, .bold)]),
            Field(rank: 0, replay?.state ?? []), Field(rank: 1, replay?.place ?? []),
            Field(rank: 5, minimum: min(14, workload.count), [Segment(workload)]),
            plan, step,
            Field(rank: 1, minimum: 10, activity),
            Field(rank: 2, errors),
            Field(rank: 2, elsewhere.contains(.errors) ? [] : Losses(state).short),
            Field(rank: 1, alarms),
            Field(rank: 0, elsewhere.contains(.verdict) ? [] : state.leakAnswer.short),
            Field(rank: requests.value(of: .preset) == nil ? 4 : 0, isTrailing: true, preset),
            Field(rank: isWaiting ? 0 : 3, isTrailing: true, interval),
        ]
    }

    private var replay: ReplayField? { state.playback.map { ReplayField(playback: $0, glyphs: glyphs) } }

    /// What somebody has just asked for must be seen.
    private var isWaiting: Bool { requests.interval != nil || !requests.pendingCleanups.isEmpty }

    private var workload: String {
        progress.workload.isEmpty ? state.configuration.workload : progress.workload
    }

    private var plan: Field {
        guard progress.plan > 0 else { return Field(rank: 2, []) }
        return Field(rank: 2, [Segment("plan ", .label)] + Self.part(progress.plan, of: progress.plans))
    }

    private var step: Field {
        guard progress.steps > 0, state.phase != .finished, !isBetweenPlans else { return Field(rank: 6, []) }
        return Field(rank: 6, [Segment("step ", .label)] + Self.part(progress.step, of: progress.steps))
    }

    /// `31/50`, as wide at the first as at the last.
    private static func part(_ number: Int, of total: Int) -> [Segment] {
        guard total > 0 else { return [Segment("\(number)")] }
        return [Segment(Quantity.right("\(number)", in: "\(total)".count)), Segment("/\(total)", .muted)]
    }

    /// Only where the line that tells more about them has no room.
    private var errors: [Segment] {
        guard state.past.ledger.errors > 0, !elsewhere.contains(.errors) else { return [] }
        return [Segment("\(glyphs[.bad]) \(Figures.grouped(state.past.ledger.errors))", .bad)]
    }

    /// What is beyond its threshold, where the status line has no room to say so.
    private var alarms: [Segment] {
        guard !elsewhere.contains(.status) else { return [] }
        let names = Series.allCases.filter { state.alarms.exceeded($0) != nil }.map(\.rawValue)
        return names.isEmpty ? [] : [Segment("! " + names.joined(separator: ", "), .warning)]
    }

    private var activity: [Segment] {
        if let isPausing = requests.isPausing {
            return [Segment((isPausing ? "pausing " : "resuming ") + String(glyphs[.ellipsis]), .pending)]
        }
        let isLeaving = state.interaction.isLeaving && state.situation.isRunning
        switch isLeaving ? .stopping : state.phase {
        case .starting: return [Segment("starting Python " + String(glyphs[.ellipsis]), .pending)]
        case .running where isBetweenPlans: return wait
        case .running:
            let name = progress.stepName.isEmpty ? "running" : progress.stepName
            return [Segment("\(glyphs[.running]) ", .good), Segment(name)]
        case .paused: return [Segment("\(glyphs[.paused]) paused", .warning)]
        case .stopping: return [Segment("stopping " + String(glyphs[.ellipsis]), .pending)]
        case .finished: return outcome
        }
    }

    /// Whether the next plan is not due yet; of a record that is known only when it has lasted for a while.
    private var isBetweenPlans: Bool {
        guard state.phase == .running, progress.stepName.isEmpty, progress.step == 0 else { return false }
        guard progress.nextPlan == nil else { return true }
        guard progress.plan != progress.plans, let end = state.past.events.plans.last(before: .max)?.end
        else {
            return false
        }
        return state.readings.shownAt - end >= Self.shortestWait
    }

    /// Nanoseconds for which nothing but cleaning up lies between two plans.
    private static let shortestWait: Int64 = 1_000_000_000

    private var wait: [Segment] {
        let words = Segment(
            "\(glyphs[.running]) waits for plan \(Figures.grouped(progress.plan + 1))", .muted)
        guard let next = progress.nextPlan else { return [words] }
        let left = Double(max(0, next - state.readings.shownAt) / 1_000_000_000)
        return left < 1 ? [words] : [words, Segment(" in \(Quantity.seconds(left))", .muted)]
    }

    private var outcome: [Segment] {
        if case .failed = state.past.ledger.outcome { return [Segment("\(glyphs[.bad]) failed", .bad)] }
        return [Segment("\(glyphs[.good]) finished", .good)]
    }

    private var preset: [Segment] {
        if let preset = requests.value(of: .preset) {
            return [Segment("\(preset) \(glyphs[.ellipsis])", .pending)]
        }
        let settings = state.situation.settings
        return [
            Segment(settings.preset.rawValue), Segment(settings.isModified ? ", modified" : "", .warning),
        ]
    }

    private var interval: [Segment] {
        let interval = state.situation.settings.interval
        let waiting = requests.value(of: .interval).map { Segment("\($0) \(glyphs[.ellipsis])", .pending) }
        let cleanups = requests.pendingCleanups.flatMap {
            [Segment(", ", .muted), Segment("\($0.rawValue) \(glyphs[.ellipsis])", .pending)]
        }
        return [Segment("\(glyphs[.recurring]) ", .sweep), waiting ?? Segment(Quantity.seconds(interval))]
            + (cleanups.isEmpty && waiting == nil ? countdown(interval) : cleanups)
    }

    /// Whole seconds, as wide at the end as at the beginning; an interval below a second needs none.
    private func countdown(_ interval: Double) -> [Segment] {
        let settings = state.situation.settings
        guard settings.driver != "off", settings.eviction != "never" else {
            return [Segment(", off", .muted)]
        }
        guard let shown = state.readings.shown, let next = shown.nextSweep else { return [] }
        let late = Double(state.readings.shownAt - next) / 1e9
        if shown.isSweepPending, late > 1, !state.readings.isBehind {
            // The clock was set when the sweep began, which is not over: it does not keep up.
            return [
                Segment(", ", .muted),
                Segment("sweeps for \(Quantity.seconds((late + interval).rounded()))", .warning),
            ]
        }
        guard interval >= 1 else { return [] }
        let left = Double(max(0, next - state.readings.shownAt) / 1_000_000_000)
        let width = Quantity.seconds(interval.rounded(.up)).count
        // A time that was measured before the interval changed says nothing.
        let text = state.readings.isBehind ? String(glyphs[.ellipsis]) : Quantity.seconds(left)
        return [Segment(", in ", .muted), Segment(Quantity.right(text, in: width))]
    }
}
