internal import Telemetry
internal import TerminalUI

/// A page of the log.
struct LogPage: View {
    let log: LogBuffer
    let scroll: LogScroll
    let glyphs: GlyphSet
    /// What stands beside the name.
    var hint = ""

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let inside = Panel.interior(of: rect)
        let top = scroll.top(of: log, page: max(1, inside.rows))
        let bottom = min(log.end, top + inside.rows)
        let place =
            log.end == log.first ? "empty" : "\(Figures.grouped(bottom)) of \(Figures.grouped(log.end))"
        let mode = scroll == .following ? "following" : "rows"
        Panel(title: "log" + hint, value: place, unit: mode, style: Style(.key), glyphs: glyphs)
            .draw(into: &canvas, in: rect)
        for index in 0..<inside.rows {
            guard let row = log[top + index] else { break }
            draw(row, into: &canvas, in: inside.line(index))
        }
    }

    private func draw(_ row: LogBuffer.Row, into canvas: inout Canvas, in line: Rect) {
        let role = Self.role(of: row.level)
        let time = Quantity.right(row.source.isEmpty ? "" : Quantity.clock(row.elapsed), in: 7)
        var column = line.column
        column += canvas.write(time, column: column, row: line.row, style: Style(.muted), in: line) + 1
        let sign = row.source.isEmpty ? " " : Self.sign(of: row.level)
        column += canvas.write(sign, column: column, row: line.row, style: Style(role, .bold), in: line) + 1
        if !row.source.isEmpty {
            column +=
                canvas.write(row.source, column: column, row: line.row, style: Style(.label), in: line) + 1
        }
        let text = Rendered(row.text).truncated(to: line.endColumn - column, ellipsis: glyphs[.ellipsis])
        canvas.write(text, column: column, row: line.row, style: Style(role), in: line)
    }

    /// Levels by shape first.
    private static func sign(of level: LogLine.Level) -> String {
        switch level {
        case .debug: "D"
        case .info: "I"
        case .warning: "W"
        case .error: "E"
        }
    }

    private static func role(of level: LogLine.Level) -> Role {
        switch level {
        case .debug: .muted
        case .info: .text
        case .warning: .warning
        case .error: .bad
        }
    }
}
