internal import BenchmarkSupport

/// What the heap has more after very many steps, each measurement in a process of its own.
struct GrowthRow {
    func measure() throws(BenchmarkError) -> [Finding] {
        var findings: [Finding] = []
        for preset in ["sweep", "prompt"] {
            for (name, plans) in [("10⁶ steps", 20_000), ("the notes' 50 × 50 steps", 50)] {
                var run = SessionRun()
                (run.preset, run.plans) = (preset, plans)
                let figures = try SessionProcess.figures(of: run)
                try BenchmarkError.expect("steps", figures.steps, plans * run.steps)
                try BenchmarkError.expect("entries left", figures.entries, 0)
                findings.append(
                    Finding(
                        measure: "growth per step, \(preset), \(name)",
                        ours: Double(figures.growth) / Double(figures.steps), unit: .bytes,
                        target: .limit(0.1)))
            }
        }
        return findings
    }
}
