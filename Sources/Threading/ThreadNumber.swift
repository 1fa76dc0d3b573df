internal import CLinux

/// The number by which the kernel knows a thread.
public enum ThreadNumber {
    /// That of the calling thread, as in `/proc/self/task`.
    public static var current: Int { Int(clinux_thread_number()) }
}
