import PythonSupport
import TestSupport
import Testing

/// `PHANTOP_SEED` repeats a run, `PHANTOP_OPERATIONS` sets its length.
@Suite("ObjectRegistry under scripts that tangle everything") @PythonThread
struct RegistryTangleTests {
    @Test("keeps its invariants, and in the end nothing is left", arguments: RandomRun.seeds(4))
    func random(seed: UInt64) throws {
        let tangle = try Tangle(seed: seed)
        for _ in 0..<RandomRun.operations(2_500) { try tangle.step() }
        try tangle.finish()
    }
}
