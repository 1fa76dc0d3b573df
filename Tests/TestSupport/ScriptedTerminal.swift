package import TerminalUI

/// A terminal whose events are written down beforehand and whose frames are kept.
///
/// For one thread only, like every terminal.
package final class ScriptedTerminal: Terminal {
    /// One frame as it was presented.
    package struct Frame: Equatable {
        /// What was shown.
        package var canvas: Canvas
        /// What the roles looked like.
        package var theme: Theme
        /// Where the cursor stood.
        package var cursor: Point?
    }

    /// What happens when the program waits.
    package enum Step {
        /// An event comes at once.
        case event(TerminalEvent)
        /// The whole time passes, or the attention descriptor fires.
        case nothing
    }

    /// The current size; a scripted `resized` changes it.
    package private(set) var size: Size
    /// Whether the program wants to hear of the mouse.
    package var usesMouse = false
    /// How often it was rung.
    package private(set) var rings = 0
    /// Every frame presented, oldest first.
    package private(set) var frames: [Frame] = []
    /// The timeouts that were asked for, in nanoseconds.
    package private(set) var timeouts: [Int64] = []
    /// Which of them nothing but the terminal could end.
    package private(set) var deafTimeouts: [Int64] = []
    /// Called at the start of every wait, with its timeout: the place to move a manual clock.
    package var onWait: ((Int64) -> Void)?
    private var script: ArraySlice<Step>

    /// Creates a terminal; after the last step of the script it is closed.
    package init(size: Size, script: [Step] = []) {
        self.size = size
        self.script = script[...]
    }

    /// Creates a terminal on which keys are pressed, one after the other.
    package convenience init(size: Size, keys: [Key]) {
        self.init(size: size, script: keys.map { .event(.key($0)) })
    }

    package func present(_ canvas: Canvas, theme: Theme, cursor: Point?) {
        frames.append(Frame(canvas: canvas, theme: theme, cursor: cursor))
    }

    package func ring() { rings += 1 }

    package func nextEvent(timeout nanoseconds: Int64, heedsAttention: Bool) -> TerminalEvent? {
        timeouts.append(nanoseconds)
        if !heedsAttention { deafTimeouts.append(nanoseconds) }
        onWait?(nanoseconds)
        guard let step = script.popFirst() else { return .closed }
        guard case .event(let event) = step else { return nil }
        if case .resized(let size) = event { self.size = size }
        return event
    }
}
