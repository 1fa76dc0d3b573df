import Foundation
import Testing

/// One series with what other programs say about it.
struct GoldenTrend: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let x: [Double]
    let y: [Double]
    let S: Int
    let var0: Double
    let z: Double
    let p_two: Double
    let tau: Double
    let sen: Double
    let lo: Double
    let hi: Double
    let hr_var: Double?
    let hr_z: Double?
    let hr_p: Double?

    var testDescription: String { name }

    /// All of them, read from the file beside this one.
    static let all: [GoldenTrend] = {
        struct File: Decodable { let cases: [GoldenTrend] }
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("trend-golden.json")
        do {
            return try JSONDecoder().decode(File.self, from: Data(contentsOf: file)).cases
        } catch {
            preconditionFailure("cannot read \(file.path): \(error)")
        }
    }()
}

/// Whether two numbers differ by at most a billionth of the expected one, or by what the reference itself loses where it
/// subtracts a probability from 1.
func agrees(_ actual: Double, with expected: Double, resolution: Double = 0) -> Bool {
    abs(actual - expected) <= max(1e-9 * abs(expected), resolution)
}
