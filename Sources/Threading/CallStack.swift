internal import CLinux

/// The stack of the calling thread.
public enum CallStack {
    /// Whether less than an eighth of it is left: time to refuse whatever may call itself again.
    public static var isShort: Bool { clinux_is_stack_short() != 0 }
}
