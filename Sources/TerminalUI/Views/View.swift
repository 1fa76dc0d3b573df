/// Something that can be drawn.
public protocol View {
    /// Draws inside a rectangle, which may be empty or too small for everything.
    func draw(into canvas: inout Canvas, in rect: Rect)
}
