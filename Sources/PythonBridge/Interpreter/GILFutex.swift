internal import CPython

/// Where threads sleep until they get the GIL, and how often it has changed hands. Readable without the GIL.
///
/// Source: `_PyRuntime.ceval.gil` of CPython 3.11. A thread that wants the GIL waits on its condition variable until it
/// has it, for 5 ms (`sys.setswitchinterval`) at a time.
public struct GILFutex: Sendable {
    private let words: Range<UInt>

    /// Finds the place; nil when the library that runs has it elsewhere than its headers say.
    init?(holding gil: inout GIL) {
        guard cpython_finds_gil() != 0 else { return nil }
        words = UInt(cpython_gil_begin())..<UInt(cpython_gil_end())
    }

    /// How many threads have got the GIL that were not the last to have it, since Python started.
    ///
    /// While this stays the same, no thread that waits has got it.
    public var switches: UInt { UInt(cpython_gil_switches()) }

    /// Whether a thread that sleeps in a system call waits for the GIL.
    /// - Parameters:
    ///   - call: the number of the call, as the kernel of this architecture numbers them.
    ///   - arguments: its six arguments.
    public func isWait(call: Int, arguments: [UInt]) -> Bool {
        // The fourth is how long to wait at most: whoever gives the GIL away may wait at the same place, but without end.
        guard cpython_is_futex(call) != 0, arguments.count == 6 else { return false }
        return words.contains(arguments[0]) && arguments[3] != 0
    }
}
