/// How a record is being played.
package struct Playback: Sendable, Equatable {
    /// What somebody asks of it.
    package enum Request: Sendable, Equatable {
        /// Goes on, or stands still; at the end it begins anew.
        case playOrPause
        /// The next higher speed.
        case faster
        /// The next lower speed.
        case slower
        /// To the event before this moment.
        case previousEvent
        /// To the event after this moment.
        case nextEvent
        /// So many seconds on; back when negative.
        case move(seconds: Int64)
        /// Where the record begins, sample by sample.
        case toBeginning
        /// To the end; of a run that goes on, to the present, which is then followed.
        case toEnd
    }

    /// Whether time goes on.
    package var isPlaying = false
    /// Seconds of the run to a second.
    package var speed = 1
    /// The moment that is shown, in nanoseconds since the session began.
    package var position: Int64 = 0
    /// The newest moment that there is.
    package var end: Int64 = 0
    /// Whether more is still being recorded.
    package var isGrowing = false
    /// How much has been read of what a jump needs, from 0 to 1; nil when there is nothing to wait for.
    package var progress: Double?
    /// Why no more can be read; nil while nothing is wrong.
    package var problem: String?

    /// The speeds, ascending.
    package static let speeds = [1, 2, 5, 10, 30, 60, 300, 600, 3600]

    /// At the beginning of nothing.
    package init() {}
}
