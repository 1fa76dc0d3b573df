import Foundation
import TestSupport

/// Noise from a reproducible stream of random numbers.
struct Chance: Sendable {
    private var stream: SplitMix

    init(seed: Int) { stream = SplitMix(seed: UInt64(seed)) }

    /// Evenly distributed from 0 to 1.
    mutating func share() -> Double { Double.random(in: 0..<1, using: &stream) }

    /// Normally distributed, by Box and Muller.
    mutating func normal() -> Double {
        let radius = (-2 * log(1 - share())).squareRoot()
        return radius * cos(2 * .pi * share())
    }

    /// Noise of deviation 1 in which each value keeps a share of the one before: AR(1).
    mutating func autocorrelated(_ memory: Double, _ count: Int) -> [Double] {
        var value = normal()
        return (0..<count).map { _ in
            defer { value = memory * value + (1 - memory * memory).squareRoot() * normal() }
            return value
        }
    }

    /// Sums of normally distributed steps.
    mutating func walk(_ count: Int) -> [Double] {
        var value = 0.0
        return (0..<count).map { _ in
            value += normal()
            return value
        }
    }
}
