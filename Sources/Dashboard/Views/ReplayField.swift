internal import History
internal import TerminalUI

/// How a record is being played, for the line at the top.
struct ReplayField {
    let playback: Playback
    let glyphs: GlyphSet

    /// That it is a record, whether it moves, and how fast.
    var state: [Segment] {
        let name = Segment("REPLAY ", .warning, .bold)
        if let progress = playback.progress {
            return [name, Segment("\(Int(progress * 100)) % \(glyphs[.ellipsis])", .pending)]
        }
        guard playback.isPlaying else { return [name, Segment("\(glyphs[.paused])", .warning)] }
        return [name, Segment("\(glyphs[.running]) ", .good), Segment("\(playback.speed)x")]
    }

    /// Where it is, and where it ends.
    var place: [Segment] {
        let end = Timekeeper.elapsed(playback.end)
        return [
            Segment(Quantity.right(Timekeeper.elapsed(playback.position), in: end.count)),
            Segment("/\(end)\(playback.isGrowing ? "+" : "")", .muted),
        ]
    }
}
