internal import BenchmarkSupport
internal import PythonBridge

/// For how long a computing Python thread is stopped at most while the sweep thread works through a large registry.
struct PauseRow {
    private static let count = 1_000_000
    private static let rounds = 3

    let rig: Rig

    func measure(holding gil: inout GIL) throws -> [Finding] {
        let sweeps = SweepThread(interpreter: rig.interpreter, registry: rig.registry)
        defer { sweeps.finish(holding: &gil) }
        var findings: [Finding] = []
        for (name, membership) in [
            ("in use", Part.Membership.global), ("abandoned", .plansOfFifty),
            ("held by Python", .plansOfFifty),
        ] {
            var (pauses, quiet) = ([Double](), [Double]())
            for _ in 0..<Self.rounds {
                let held = try rig.populate(Self.count, membership, holding: &gil)
                if name == "abandoned" { try rig.call("drop", [.object(held)], holding: &gil) }
                let pause = try pause(holding: &gil) { () throws(BenchmarkError) in
                    let duration = Stopwatch.wall
                    sweeps.request()
                    let done = sweeps.waitUntilDone()
                    try BenchmarkError.expect(
                        "entries weakened", done.weakened, name == "abandoned" ? Self.count : 0)
                    return Stopwatch.wall - duration
                }
                pauses.append(pause.longest)
                // The same thread for as long without a sweep: what the machine itself does to it.
                quiet.append(try self.pause(holding: &gil) { Stopwatch.sleep(pause.duration) }.longest)
                try rig.call("forget", [.object(held)], holding: &gil)
                try rig.clear(holding: &gil)
            }
            findings.append(
                Finding(
                    measure: "longest pause of Python, 10⁶ \(name)", ours: pauses.max() ?? .nan,
                    unit: .milliseconds, rival: "no sweep", theirs: quiet.max(), target: .limit(2)))
        }
        return findings
    }

    /// - Returns: the longest pause in milliseconds, and what the body returned.
    private func pause(
        holding gil: inout GIL, _ body: () throws(BenchmarkError) -> Int64
    ) throws -> (longest: Double, duration: Int64) {
        let busy = try rig.busy.attribute("Busy", holding: &gil).call(holding: &gil)
        try busy.attribute("restart", holding: &gil).call(holding: &gil)
        let duration = try gil.released(body)
        let longest = try busy.attribute("stop", holding: &gil).call(holding: &gil).value(holding: &gil)
        guard case .int(let nanoseconds) = longest else { throw BenchmarkError.unusable("no pause") }
        return (Double(nanoseconds) / 1e6, duration)
    }
}
