/// A workload that is built in.
package struct Scenario: Sendable {
    /// What it is called on the command line, after `scenario:`.
    package let name: String
    /// The Python module.
    package let source: String
    /// Plans to run unless the person says otherwise.
    package let plans: Int
    /// Instances of each step class in a plan unless the person says otherwise.
    package let steps: Int
    /// Plans begun in a second at most; nil for as fast as they go.
    package let rate: Double?
    /// Seconds between two sweeps; nil for the usual.
    package let interval: Double?
    /// What asks for sweeps; nil for what the preset says.
    package let driver: Driver?

    /// One line that says what it is about: the first of its docstring.
    package var summary: String {
        let line = source.split(whereSeparator: \.isNewline).first ?? ""
        return String(line.drop { $0 == "\"" }.prefix { $0 != "\"" })
            + (driver == .pool ? " Cleaned up on a pool, whose threads grow." : "")
    }

    /// All scenarios, in the order in which they are listed.
    package static let all = [
        Scenario("churn", PackageResources.churn_py),
        Scenario("parent-reference", PackageResources.parent_reference_py),
        Scenario("self-reference", PackageResources.self_reference_py, plans: 10, steps: 10),
        Scenario("held", PackageResources.held_py, plans: 20),
        Scenario("free-floating", PackageResources.free_floating_py),
        Scenario("reuse", PackageResources.reuse_py, plans: 20),
        Scenario("gil-hog", PackageResources.gil_hog_py, plans: 3, steps: 2, interval: 0.1),
        Scenario("pool", PackageResources.gil_hog_py, plans: 3, steps: 2, interval: 0.1, driver: .pool),
        Scenario("threads", PackageResources.threads_py, plans: 10, steps: 10, rate: 5, interval: 0.5),
        Scenario("burst", PackageResources.burst_py, plans: 2, steps: 1),
    ]

    private init(
        _ name: String, _ source: [UInt8], plans: Int = 50, steps: Int = 50, rate: Double? = nil,
        interval: Double? = nil, driver: Driver? = nil
    ) {
        self.name = name
        self.source = String(decoding: source, as: UTF8.self)
        self.plans = plans
        self.steps = steps
        self.rate = rate
        self.interval = interval
        self.driver = driver
    }
}
