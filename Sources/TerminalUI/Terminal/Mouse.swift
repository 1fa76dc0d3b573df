/// What a mouse did, at one cell.
public struct Mouse: Sendable, Hashable {
    /// The gestures that mean something; dragging and releasing do not.
    public enum Gesture: Sendable, Hashable {
        /// The left button was pressed.
        case click
        /// The wheel was turned away from the person.
        case wheelUp
        /// The wheel was turned towards the person.
        case wheelDown
    }

    /// What was done.
    public var gesture: Gesture
    /// The cell under the pointer.
    public var place: Point

    /// Creates a report.
    public init(_ gesture: Gesture, at place: Point) {
        self.gesture = gesture
        self.place = place
    }
}
