internal import ArgumentParser
internal import History
internal import LeakAnalysis
internal import PlanEngine
internal import PythonBridge
internal import Soak

/// Where Prometheus asks for the metrics of a run.
struct MetricsEndpoint {
    private let server: HTTPServer

    /// Listens, so that a place where nobody can is told before anything runs.
    init(_ option: MetricsOption) throws(Failure) {
        do throws(HTTPError) {
            server = try HTTPServer(at: option.address)
        } catch {
            throw Failure(reason: "--metrics: \(error.summary)")
        }
    }

    /// What to open in a browser.
    var link: String { "http://\(server.address)/metrics" }

    /// Begins to answer for a session.
    func start(_ session: Session, tolerance: Tolerance) {
        let identity = RunMetrics.Identity(
            version: Phantop.version, python: InterpreterConfiguration.embeddedVersion,
            workload: session.draft.current.workload)
        let watch = LeakWatch(tolerance: tolerance)
        let service = MetricsService(
            identity, snapshots: session.snapshots, events: session.events, watch: watch)
        server.start(service)
    }
}

/// `[ADDRESS:]PORT`.
struct MetricsOption {
    let address: HTTPAddress

    /// - Throws: `ValidationError` with one line.
    static func read(_ text: String) throws -> MetricsOption {
        guard let address = HTTPAddress(text) else {
            throw ValidationError(
                "it takes a port, or an address and a port, as in 9464, 0.0.0.0:9464 or [::1]:9464; 0 is any free port"
            )
        }
        return MetricsOption(address: address)
    }
}
