import Foundation
import Testing

@testable import LeakAnalysis

/// A soak of which only the floors are simulated: 2,500 steps and 30 s apart, with 20 kB of noise.
struct SimulatedSoak: Sendable, CustomTestStringConvertible {
    static let stepsPerFloor = 2500
    static let secondsPerFloor = 30.0

    let testDescription: String
    /// Bytes above a gigabyte, one number for each floor.
    let heap: @Sendable (inout Chance, Int) -> [Double]

    /// A soak of a shape, with noise of its own on top.
    init(
        _ description: String, noise: Double = 20e3,
        _ heap: @escaping @Sendable (inout Chance, Int) -> (Double) -> Double
    ) {
        testDescription = description
        self.heap = { chance, count in
            let shape = heap(&chance, count)
            return (0..<count).map { shape(Double($0)) + noise * chance.normal() }
        }
    }

    /// A soak whose values are given one by one.
    init(_ description: String, floors: @escaping @Sendable (inout Chance, Int) -> [Double]) {
        testDescription = description
        heap = floors
    }

    func floors(_ count: Int = 60, seed: Int) -> FloorSeries {
        var chance = Chance(seed: seed)
        return FloorSeries(heap: heap(&chance, count).map { Int(1e9 + $0) })
    }

    /// A saw tooth of so many floors, beginning anywhere in it.
    static func sawTooth(_ floors: Double, _ bytes: Double, leak: Double = 0) -> SimulatedSoak {
        SimulatedSoak(
            "a saw tooth of \(floors) floors and \(Int(bytes / 1e6)) MB, leaking \(leak) bytes a step"
        ) { chance, _ in
            let phase = chance.share()
            return { bytes * ($0 / floors + phase).truncatingRemainder(dividingBy: 1) + leak * 2500 * $0 }
        }
    }

    /// A rise that dies out within so many floors.
    static func warmUp(_ floors: Double, _ bytes: Double, leak: Double = 0) -> SimulatedSoak {
        SimulatedSoak(
            "a rise by \(Int(bytes / 1e6)) MB that dies out in \(floors) floors, leaking \(leak) bytes a step"
        ) { _, _ in
            { bytes * (1 - exp(-$0 / floors)) + leak * 2500 * $0 }
        }
    }

    /// Jumps at any times.
    static func jumps(_ number: Int, _ bytes: Double) -> SimulatedSoak {
        SimulatedSoak("\(number) jumps by \(Int(bytes / 1e6)) MB") { chance, count in
            let times = (0..<number).map { _ in chance.share() * Double(count) }
            return { time in bytes * Double(times.count { $0 < time }) }
        }
    }

    /// A leak of so many bytes per step.
    static func leak(_ bytesPerStep: Double, noise: Double = 20e3) -> SimulatedSoak {
        SimulatedSoak("\(bytesPerStep) bytes a step under noise of \(Int(noise / 1e3)) kB", noise: noise) {
            _, _ in
            { bytesPerStep * 2500 * $0 }
        }
    }

    /// Noise that keeps 95 % of what it was.
    static func autocorrelated(_ bytes: Double) -> SimulatedSoak {
        SimulatedSoak(
            "AR(1) 0.95 of \(Int(bytes / 1e3)) kB",
            floors: { chance, count in
                chance.autocorrelated(0.95, count).map { $0 * bytes }
            })
    }
}

extension FloorSeries {
    /// Floors at even distances.
    init(heap: [Int], entries: (Int) -> Int = { _ in 50 }, turnovers: (Int) -> Int? = { _ in nil }) {
        self.init()
        for (index, value) in heap.enumerated() {
            let steps = index * SimulatedSoak.stepsPerFloor
            let seconds = Double(index + 1) * SimulatedSoak.secondsPerFloor
            append(
                Floor(
                    heap: Floor.Low(value: value, steps: steps, seconds: seconds),
                    entries: Floor.Low(value: entries(index), steps: steps, seconds: seconds),
                    turnovers: turnovers(index)))
        }
    }
}

extension LeakVerdict {
    /// The answer without its figures.
    var word: String {
        switch self {
        case .ok: "OK"
        case .leak: "LEAK"
        case .bounded: "BOUNDED"
        case .step: "STEP"
        case .unsure(let doubt): "UNSURE \(doubt.reason)"
        }
    }
}
