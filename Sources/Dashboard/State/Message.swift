package import History
package import Telemetry
package import TerminalUI

/// Everything that can change what the dashboard shows.
package enum Message: Sendable {
    /// Somebody pressed a key.
    case key(Key)
    /// Somebody used the mouse.
    case mouse(Mouse)
    /// What became of an errand.
    case answered(Errand.Answer)
    /// The screen has this size from now on.
    case resized(Size)
    /// What is remembered of the run by whoever shows it from now on; everything known so far is forgotten.
    case recalled(Past)
    /// The run that is shown is over and gone: nobody answers there any more.
    case gone
    /// Snapshots since the last ones, and how many were overwritten before they could be read.
    case snapshots([Snapshot], missed: Int)
    /// What happened since the last time, and how much of it was overwritten before it could be read.
    case events([Event], missed: Int)
    /// How the record is being played that is shown.
    case played(Playback)
    /// Time passed.
    case tick(Moment)
}
