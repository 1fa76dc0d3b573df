internal import ArgumentParser
internal import Soak
internal import Telemetry
internal import Threading

/// `phantop stop`: ends a run that goes on elsewhere.
struct StopCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop a run that goes on elsewhere, and print its result.",
        discussion: "The step that runs is waited for. The exit code is that of the run.")

    @Argument(
        help: "Name of the session, as phantop sessions lists it. Left out: the only one there is.",
        completion: .custom { _, _, _ in SessionFolder.usualNames })
    var session: String?

    @Flag(help: "Leave at once, whatever Python is doing.")
    var now = false

    /// Nanoseconds after which it is said what is waited for.
    private static let patience: Int64 = 1_000_000_000

    func run() throws {
        let link = try Viewer.link(to: session, isReadOnly: false, attention: StopSignal())
        link.perform(now ? .abandon : .stop)
        if !link.waitForEnd(nanoseconds: Self.patience) {
            if let step = link.currentStep {
                StandardError.write("waits for the step \(step); --now leaves it\n")
            }
            _ = link.waitForEnd(nanoseconds: nil)
        }
        Viewer.tellEnd(of: link)
    }
}
