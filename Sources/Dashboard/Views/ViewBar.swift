internal import TerminalUI

/// The views with their keys in one line, the open one marked; a click on one opens it.
struct ViewBar: View {
    let open: Page
    let glyphs: GlyphSet

    func draw(into canvas: inout Canvas, in rect: Rect) {
        line(of: rect.columns).draw(into: &canvas, in: rect)
    }

    /// The views, with all names where so many columns have room for them, else with that of the open one alone.
    func line(of columns: Int) -> FieldLine {
        let whole = FieldLine(fields: Page.views.map { field($0, isNamed: true) }, margin: 0, glyphs: glyphs)
        guard whole.columns > columns else { return whole }
        return FieldLine(fields: Page.views.map { field($0, isNamed: $0 == open) }, margin: 0, glyphs: glyphs)
    }

    private func field(_ page: Page, isNamed: Bool) -> Field {
        let key = Keymap.standard.key(of: page.action)
        let segments = [Segment(KeyBinding.written(key, in: glyphs), .key, .bold)]
        let name = Segment(page.name, page == open ? .selection : .label)
        let shown = isNamed ? segments + [Segment(" "), name] : segments
        return Field(
            rank: page.rawValue,
            shown.map {
                Segment($0.text, $0.style.role, $0.style.attributes, key: key.first.map(Key.character))
            })
    }
}
