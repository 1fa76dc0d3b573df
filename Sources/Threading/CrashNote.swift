internal import CLinux

/// Says what the process is doing, where a crash handler can read it.
public enum CrashNote {
    /// Replaces the note. Any thread, never blocks; what is longer than 127 bytes is cut.
    ///
    /// Written in words, so that a handler that interrupts this reads a mixture at worst, never beyond the end.
    public static func write(_ text: String) {
        var word: UInt64 = 0
        var count = 0
        for byte in text.utf8.prefix(Int(clinux_note_words) * 8 - 1) {
            word |= UInt64(byte) << UInt64(count % 8 * 8)
            count += 1
            if count % 8 == 0 {
                clinux_note_set(Int32(count / 8 - 1), word)
                word = 0
            }
        }
        clinux_note_set(Int32(count / 8), word)
    }
}
