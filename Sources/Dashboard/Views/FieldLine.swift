internal import TerminalUI

/// One line of fields, of which the most important ones stay when it is short.
struct FieldLine: View {
    var fields: [Field]
    /// Columns between two fields.
    var gap = 2
    /// Columns left free at either end.
    var margin = 1
    let glyphs: GlyphSet

    /// The first of several forms that fits into so many columns as a whole, or the last one.
    static func longest(of forms: [[Field]], in columns: Int, glyphs: GlyphSet) -> FieldLine {
        let lines = forms.map { FieldLine(fields: $0, glyphs: glyphs) }
        return lines.first { $0.wholeColumns <= columns } ?? lines.last
            ?? FieldLine(fields: [], glyphs: glyphs)
    }

    /// Columns that all fields take that have something to say.
    private var wholeColumns: Int {
        Self.columns(of: fields.filter { $0.columns > 0 }, gap: gap) + 2 * margin
    }

    func draw(into canvas: inout Canvas, in rect: Rect) {
        let inner = inner(of: rect)
        for (segment, column) in placed(in: rect) {
            canvas.write(segment.text, column: column, row: inner.row, style: segment.style, in: inner)
        }
    }

    /// The key that is named at a cell of a line drawn in a rectangle.
    func key(at place: Point, in rect: Rect) -> Key? {
        guard rect.contains(column: place.column, row: place.row) else { return nil }
        return placed(in: rect).first { segment, column in
            (column..<(column + Rendered(segment.text).columns)).contains(place.column)
        }?.segment.key
    }

    /// Columns that all fields take.
    var columns: Int { Self.columns(of: fields, gap: gap) + 2 * margin }

    /// Columns from the left end of a rectangle to a field with this rank; nil if there is no room for it.
    func columns(before rank: Int, in rect: Rect) -> Int? {
        let inner = inner(of: rect)
        let shown = fitted(to: inner.columns)
        guard let index = shown.firstIndex(where: { $0.rank == rank }) else { return nil }
        return inner.column - rect.column + shown[..<index].reduce(0) { $0 + $1.columns + gap }
    }

    /// The fields that there is room for, cut where they allow it.
    func fitted(to columns: Int) -> [Field] {
        var kept = fields.filter { $0.columns > 0 }
        while kept.count > 1, kept.reduce(0, { $0 + $1.needed }) + gap * (kept.count - 1) > columns {
            guard let last = kept.indices.max(by: { kept[$0].rank < kept[$1].rank }) else { break }
            kept.remove(at: last)
        }
        var excess = Self.columns(of: kept, gap: gap) - columns
        for index in kept.indices.reversed()
        where excess > 0 && (kept[index].minimum != nil || kept.count == 1) {
            let limit =
                kept.count == 1
                ? columns : max(min(kept[index].needed, kept[index].columns), kept[index].columns - excess)
            excess -= kept[index].columns - limit
            kept[index] = kept[index].truncated(to: limit, ellipsis: glyphs[.ellipsis])
        }
        return kept
    }

    /// In a short line a column is worth more than a margin.
    private func inner(of rect: Rect) -> Rect {
        rect.columns > 20 ? rect.inset(left: margin, right: margin) : rect
    }

    private static func columns(of fields: [Field], gap: Int) -> Int {
        fields.reduce(0) { $0 + $1.columns } + gap * max(0, fields.count - 1)
    }

    /// Every segment that there is room for, with the column that it begins at.
    private func placed(in rect: Rect) -> [(segment: Segment, column: Int)] {
        let inner = inner(of: rect)
        let shown = fitted(to: inner.columns)
        let trailing = shown.filter(\.isTrailing)
        return place(shown.filter { !$0.isTrailing }, from: inner.column)
            + place(trailing, from: inner.endColumn - Self.columns(of: trailing, gap: gap))
    }

    private func place(_ fields: [Field], from start: Int) -> [(segment: Segment, column: Int)] {
        var places: [(segment: Segment, column: Int)] = []
        var column = start
        for field in fields {
            for segment in field.segments {
                places.append((segment, column))
                column += Rendered(segment.text).columns
            }
            column += gap
        }
        return places
    }
}
