internal import PythonBridge

/// Where a step's log lines go: Python sees it as `self.log`.
///
/// It refers to nothing, so a script may keep it anywhere.
final class TraceSource: HostObject {
    /// Shown with every line.
    let name: String

    init(name: String) {
        self.name = name
        super.init(group: .global)
    }
}
