internal import Foundation

/// Writes findings as a table, as they come.
final class Table {
    private var met = 0
    private var missed = 0

    private static let widths = [50, 12, 16, 12, 8, 12, 4]

    /// The line above the findings.
    func printHeader() {
        line(["what", "ours", "against", "theirs", "ratio", "target", "met"])
        print(String(repeating: "-", count: Self.widths.reduce(0, +) + Self.widths.count - 1))
    }

    /// Findings, each in a line.
    func print(_ findings: [Finding]) {
        for finding in findings { print(finding) }
    }

    /// The line below the findings.
    func printSummary() {
        print("\(met) targets met, \(missed) missed")
    }

    private func print(_ finding: Finding) {
        if let isMet = finding.isMet { if isMet { met += 1 } else { missed += 1 } }
        line([
            finding.measure, Self.text(finding.ours, finding.unit), finding.rival,
            finding.theirs.map { Self.text($0, finding.unit) } ?? "",
            finding.ratio.map { Self.number($0) + "x" } ?? "", Self.text(finding.target, finding.unit),
            finding.isMet.map { $0 ? "yes" : "NO" } ?? "",
        ])
    }

    private func line(_ cells: [String]) {
        var text = ""
        for (index, cell) in cells.enumerated() {
            let padding = String(repeating: " ", count: max(0, Self.widths[index] - cell.count))
            // Words stand on the left, figures on the right.
            text += (index == 0 || index == 2 ? cell + padding : padding + cell) + " "
        }
        print(text)
    }

    private func print(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    private static func text(_ target: Finding.Target?, _ unit: Finding.Unit) -> String {
        switch target {
        case .ratio(let least): "≥ \(number(least))x"
        case .limit(let most): "≤ " + text(most, unit)
        case nil: ""
        }
    }

    private static func text(_ value: Double, _ unit: Finding.Unit) -> String {
        number(value) + " " + unit.rawValue
    }

    /// Three significant digits.
    private static func number(_ value: Double) -> String {
        guard value.isFinite else { return "-" }
        let digits = abs(value) >= 100 ? 0 : abs(value) >= 10 ? 1 : 2
        return String(format: "%.\(digits)f", value)
    }
}
