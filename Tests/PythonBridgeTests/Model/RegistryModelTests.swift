import PythonBridge
import PythonSupport
import TestSupport
import Testing

/// `PHANTOP_SEED` repeats a run, `PHANTOP_OPERATIONS` sets its length.
@Suite("ObjectRegistry beside a dictionary") @PythonThread
struct RegistryModelTests {
    @Test("does the same through any sequence of operations", arguments: RandomRun.seeds(4))
    func random(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let world = try ModelWorld(LifetimePolicy.all.randomElement(using: &random) ?? LifetimePolicy.all[0])
        for number in 0..<RandomRun.operations(5_000) {
            try world.perform(world.model.next(id: number, using: &random))
        }
        try world.finish()
    }
}
