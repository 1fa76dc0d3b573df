/// How a terminal's program is stopped and goes on: Ctrl-Z, `kill -TSTP`, `fg` and `bg`.
package struct JobControl {
    /// Whether somebody from outside asked to stop since this was asked last.
    package let takeStop: () -> Bool
    /// Whether the process was continued since this was asked last.
    package let takeContinue: () -> Bool
    /// Stops the process, or everybody in the foreground with it; returns when it is continued.
    package let stop: (_ everybody: Bool) -> Void

    /// Creates a job control from what the system offers.
    package init(
        takeStop: @escaping () -> Bool, takeContinue: @escaping () -> Bool,
        stop: @escaping (_ everybody: Bool) -> Void
    ) {
        self.takeStop = takeStop
        self.takeContinue = takeContinue
        self.stop = stop
    }

    /// Nothing stops and nothing goes on.
    package static var none: JobControl {
        JobControl(takeStop: { false }, takeContinue: { false }, stop: { _ in })
    }
}
