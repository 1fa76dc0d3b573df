/// One thread of the process, as it was found.
package struct ThreadReading: Sendable, Equatable, Codable {
    /// The kernel's number of it.
    package var id: Int
    /// The name that the kernel knows, at most 15 bytes; for a Python thread the one that Python knows.
    package var name: String
    /// What the kernel says of it in one letter: `R` runs or could, `S` sleeps, `D` waits for a device, `T` is stopped.
    package var state: String
    /// Nanoseconds of CPU that it has used, its own and the kernel's for it.
    package var cpu: Int64
    /// When it began to wait for the GIL, on `Moment.elapsed`; nil when it does not, or does not say so.
    package var waitingSince: Int64?
    /// When one that does not say so was first seen to wait: it has waited for longer. Nil when it is not.
    package var seenWaitingSince: Int64?
    /// What it is there for, or runs at this moment; empty when nobody knows.
    package var runs: String

    /// Whether it waits for the GIL, as far as anybody knows.
    package var isWaiting: Bool { waitingSince != nil || seenWaitingSince != nil }

    /// Creates a reading of which only the kernel's part is known.
    package init(id: Int, name: String, state: String, cpu: Int64) {
        self.id = id
        self.name = name
        self.state = state
        self.cpu = cpu
        runs = ""
    }
}

/// Where Python code stands in one thread.
package struct ThreadFrame: Sendable, Equatable, Codable {
    /// The kernel's number of the thread.
    package var id: Int
    /// What Python calls the thread.
    package var name: String
    /// Function, file and line: `wait (threading.py:320)`.
    package var place: String

    /// Creates a frame.
    package init(id: Int, name: String, place: String) {
        self.id = id
        self.name = name
        self.place = place
    }
}
