import TerminalUI

extension Rehearsal {
    /// A run of a second whose page of types is open.
    static func ofTypes(size: Size = Size(columns: 120, rows: 40)) -> Rehearsal {
        var rehearsal = Rehearsal(size: size)
        rehearsal.churn(seconds: 1)
        rehearsal.type("y")
        return rehearsal
    }

    /// The words of the row of a class, nothing if it is not on the screen.
    func row(of name: String) -> [Substring] {
        let lines = screen().split(separator: "\n")
        return lines.first { $0.contains("│  \(name) ") }?.split(separator: " ").filter { $0 != "│" } ?? []
    }
}
