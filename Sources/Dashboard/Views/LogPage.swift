internal import History
internal import Telemetry
internal import TerminalUI

/// A page of the log.
struct LogPage: View {
    let log: LogBuffer
    let place: LogPlace
    let glyphs: GlyphSet
    /// Writes moments.
    let time: (Int64) -> String
    /// What stands beside the name.
    var hint = ""

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let inside = Panel.interior(of: rect)
        let rows = place.rows(of: log)
        let first = place.first(of: rows, height: max(1, inside.rows))
        panel(rows, until: min(rows.count, first + inside.rows)).draw(into: &canvas, in: rect)
        if rows.isEmpty { drawAbsence(into: &canvas, in: inside.line(0)) }
        for (line, row) in rows.dropFirst(first).prefix(inside.rows).enumerated() {
            draw(row, into: &canvas, in: inside.line(line))
        }
    }

    /// The row at a cell of a log that is drawn in a rectangle.
    func row(at point: Point, in rect: Rect) -> LogPlace.Row? {
        let inside = Panel.interior(of: rect)
        guard inside.contains(column: point.column, row: point.row) else { return nil }
        let rows = place.rows(of: log)
        let index = place.first(of: rows, height: max(1, inside.rows)) + point.row - inside.row
        return rows.indices.contains(index) ? rows[index] : nil
    }

    private func panel(_ rows: [LogPlace.Row], until end: Int) -> Panel {
        let level = place.level == .debug ? "" : "  \(place.level) and worse"
        let filter = place.filter.isEmpty ? "" : "  /\(place.filter)"
        let mode = place.chosen == nil ? "following" : "rows"
        let value = rows.isEmpty ? "empty" : "\(Figures.grouped(end)) of \(Figures.grouped(rows.count))"
        return Panel(
            title: "log" + hint + level + filter, value: value, unit: mode, style: Style(.label),
            glyphs: glyphs)
    }

    private func drawAbsence(into canvas: inout Canvas, in line: Rect) {
        guard log.end > log.first else { return }
        canvas.write(
            "no such line", column: line.column + 1, row: line.row, style: Style(.muted), in: line)
    }

    private func draw(_ row: LogPlace.Row, into canvas: inout Canvas, in rect: Rect) {
        guard let line = log[row.line] else { return }
        let isChosen = row == place.chosen
        if isChosen { canvas.fill(rect, with: Cell(" ", Style(.selection))) }
        var column = rect.column
        for segment in segments(of: line, row) where column < rect.endColumn {
            let text = Rendered(segment.text).truncated(
                to: rect.endColumn - column, ellipsis: glyphs[.ellipsis])
            let style = isChosen ? Style(.selection) : segment.style
            column += canvas.write(text, column: column, row: rect.row, style: style, in: rect)
        }
    }

    private func segments(of line: LogBuffer.Line, _ row: LogPlace.Row) -> [Segment] {
        let role = Self.role(of: line.level)
        let isUnfolded = place.isUnfolded(row.line)
        guard row.row == 0 else {
            return [
                Segment(String(repeating: " ", count: timeColumns + 5)), Segment(line.rows[row.row], role),
            ]
        }
        let isFoldable = line.rows.count > 1
        let sign = isFoldable ? String(glyphs[isUnfolded ? .down : .running]) : " "
        let text = isUnfolded ? line.rows[0] : line.summary
        let more = isFoldable && !isUnfolded ? "  +\(line.rows.count - 1) rows" : ""
        return [
            Segment(Quantity.right(time(line.elapsed), in: timeColumns) + " ", .muted),
            Segment(Self.sign(of: line.level) + " ", role, .bold), Segment(sign + " ", .key),
            Segment(line.source + " ", .label), Segment(text, role), Segment(more, .muted),
        ]
    }

    /// The first line may be of another day, the last one of another hour.
    private var timeColumns: Int {
        [log.first, log.end - 1].compactMap { log[$0].map { time($0.elapsed).count } }.reduce(7, max)
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
