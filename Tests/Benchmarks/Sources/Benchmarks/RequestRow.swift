internal import BenchmarkSupport
internal import PythonBridge

/// From a request to the first object that the sweep lets go, with Python idle and with Python computing.
struct RequestRow {
    private static let count = 400

    let rig: Rig

    func measure(holding gil: inout GIL) throws -> [Finding] {
        let sweeps = SweepThread(interpreter: rig.interpreter, registry: rig.registry)
        defer { sweeps.finish(holding: &gil) }
        let free = try latencies(sweeps, holding: &gil)
        let busy = try rig.busy.attribute("Busy", holding: &gil).call(holding: &gil)
        let contended = try latencies(sweeps, holding: &gil)
        try busy.attribute("stop", holding: &gil).call(holding: &gil)
        let interval = try gil.module("sys").attribute("getswitchinterval", holding: &gil).call(holding: &gil)
            .value(holding: &gil)
        guard case .double(let seconds) = interval else {
            throw BenchmarkError.unusable("no switch interval")
        }
        return [
            finding("request to first batch, GIL free, median", free, 0.5),
            finding("request to first batch, GIL free, p99", free, 0.99),
            finding("request to first batch, Python busy, median", contended, 0.5),
            finding("request to first batch, Python busy, p99", contended, 0.99, limit: seconds * 1e3 + 2),
        ]
    }

    private func finding(_ measure: String, _ times: [Double], _ share: Double, limit: Double? = nil)
        -> Finding
    {
        Finding(
            measure: measure, ours: Stopwatch.quantile(share, of: times), unit: .milliseconds,
            target: limit.map { .limit($0) })
    }

    private func latencies(_ sweeps: SweepThread, holding gil: inout GIL) throws -> [Double] {
        let kind = try rig.call("bare", [.object(rig.beacon)], holding: &gil)
        var times: [Double] = []
        for number in 0..<Self.count {
            try kind.call(holding: &gil)
            let begin = gil.released {
                // By then a Python that computes has the GIL, for another part of its switch interval every time.
                _ = Stopwatch.sleep(1_000_000 + Int64(number * 37 % 100) * 70_000)
                let begin = Stopwatch.wall
                sweeps.request()
                _ = sweeps.waitUntilDone()
                return begin
            }
            let end = Beacon.lastEnd
            guard end > begin else { throw BenchmarkError.unusable("the sweep let nothing go") }
            times.append(Double(end - begin) / 1e6)
        }
        return times
    }
}
