import TestSupport

@testable import PythonBridge

/// One thing that happens in the model test.
enum ModelOperation {
    /// Python makes a part or a crate, of a class of its own or not.
    case makeInPython(Int, isCrate: Bool, isDerived: Bool)
    /// Swift makes a crate that Python does not know yet.
    case makeInSwift(Int, Group)
    /// Swift shows an object, and Python keeps it.
    case expose(Int)
    /// Swift shows an object, and Python drops it at once.
    case glance(Int)
    case drop(Int)
    case access(Int)
    case run(Int)
    case own(Int)
    case disown(Int, Place)
    case regroup(Int, Group)
    case add(Int, to: Int)
    case remove(Int)
    case begin(Group)
    case end(Group)
    case sweep
    case evict(Set<Int>)
    case collect
    case change(LifetimePolicy)

    /// Where Swift lets go of an object.
    enum Place: CaseIterable {
        case here
        case otherThread
        /// Here, and Python uses the wrapper before the queue is drained.
        case undrained
    }
}

extension RegistryModel {
    /// An operation that is possible now.
    func next(id: Int, using random: inout SplitMix) -> ModelOperation {
        while true {
            if let operation = candidate(id: id, using: &random) { return operation }
        }
    }

    private func candidate(id: Int, using random: inout SplitMix) -> ModelOperation? {
        let held = pick(&random) { $0.isHeldByPython }
        let alive = pick(&random) { $0.isAlive }
        let isCrowded = objects.count > 60
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<14:
            guard !isCrowded else { return nil }
            return .makeInPython(
                id, isCrate: Int.random(in: 0..<4, using: &random) == 0,
                isDerived: Int.random(in: 0..<4, using: &random) > 0)
        case 14..<17: return isCrowded ? nil : .makeInSwift(id, group(using: &random))
        case 17..<23: return alive.map { .expose($0) }
        case 23..<28: return alive.map { .glance($0) }
        case 28..<44: return held.map { .drop($0) }
        case 44..<52: return held.map { .access($0) }
        case 52..<58: return alive.map { .run($0) }
        case 58..<64: return pick(&random) { $0.isAlive && !$0.isOwnedBySwift }.map { .own($0) }
        case 64..<72:
            let place = ModelOperation.Place.allCases.randomElement(using: &random) ?? .here
            return pick(&random) { $0.isOwnedBySwift }.map { .disown($0, place) }
        case 72..<74:
            let group = group(using: &random)
            return pick(&random) { $0.isAlive && $0.isCrate && $0.isDerived }.map { .regroup($0, group) }
        case 74..<80:
            guard let crate = pick(&random, where: { $0.isAlive && $0.isCrate }) else { return nil }
            return pick(&random) { $0.isAlive && !$0.isCrate && $0.parent == nil }.map { .add($0, to: crate) }
        case 80..<83:
            return pick(&random) { $0.isAlive && $0.parent.flatMap { objects[$0]?.isAlive } == true }.map {
                .remove($0)
            }
        case 83..<86: return .begin(group(using: &random))
        case 86..<89:
            return live.sorted { $0.number < $1.number }.randomElement(using: &random).map { .end($0) }
        case 89..<94: return .sweep
        case 94..<96:
            return .evict(Set(objects.keys.sorted().filter { _ in Bool.random(using: &random) }))
        case 96..<97: return .collect
        default: return LifetimePolicy.all.randomElement(using: &random).map { .change($0) }
        }
    }

    private func pick(_ random: inout SplitMix, where isEligible: (Object) -> Bool) -> Int? {
        ids(isEligible).randomElement(using: &random)
    }

    /// One of a few groups, now and then the one that never ends.
    private func group(using random: inout SplitMix) -> Group {
        let number = UInt32.random(in: 0...6, using: &random)
        return number == 0 ? .global : Group(number: number)
    }
}
