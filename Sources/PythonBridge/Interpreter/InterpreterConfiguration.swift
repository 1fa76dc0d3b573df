internal import CPython

/// Where the embedded Python finds its standard library and packages.
public struct InterpreterConfiguration: Sendable {
    /// The interpreter whose environment is used: the system's, or a virtual environment's `bin/python`.
    public var executable: String
    /// Folders put in front of `sys.path`.
    public var searchPaths: [String]

    /// Creates a configuration.
    /// - Parameter executable: nil for the installation that the embedded library belongs to.
    public init(executable: String? = nil, searchPaths: [String] = []) {
        self.executable = executable ?? Self.embeddedPrefix + "/bin/python3.11"
        self.searchPaths = searchPaths
    }

    /// Version of the embedded library, `3.11.2`.
    public static var embeddedVersion: String {
        let text = unsafe String(cString: Py_GetVersion())
        return String(text.prefix { !$0.isWhitespace })
    }

    /// The prefix that holds the embedded library's standard library, `/usr`.
    ///
    /// Found from where the dynamic linker loaded the library, because PATH may name somebody else's 3.11 first.
    public static var embeddedPrefix: String {
        var folder = unsafe String(cString: cpython_library_path())[...]
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            if unsafe access(folder + "/lib/python3.11/os.py", R_OK) == 0 { return String(folder) }
        }
        return "/usr"
    }
}

/// Why the embedded Python did not start.
public enum InterpreterError: Error {
    /// CPython's own words.
    case start(String)

    /// One line that says what happened and what to do.
    public var summary: String {
        switch self {
        case .start(let reason): "Python did not start: \(reason) (is libpython3.11-dev installed?)"
        }
    }
}
