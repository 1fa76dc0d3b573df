import Glibc

/// A process started from here, in a folder of its own choice and with an environment of its own.
///
/// Foundation's `Process` would do, but it leaks descriptors, and takes a program for running until everything
/// has ended that the program started.
@safe final class ChildProcess {
    /// Why a process cannot be started.
    struct Refused: Error { let code: Int32 }

    /// The number of the process.
    let number: pid_t
    private var status: Int32?

    /// Starts `/bin/sh` with a script and its arguments `$0`, `$1`, …
    init(script: String, arguments: [String], environment: [String: String]) throws {
        var attributes = posix_spawnattr_t()
        var none = sigset_t()
        var all = sigset_t()
        unsafe posix_spawnattr_init(&attributes)
        defer { unsafe posix_spawnattr_destroy(&attributes) }
        // Tests run on threads that block signals; what is started there must not.
        unsafe sigemptyset(&none)
        unsafe sigfillset(&all)
        unsafe posix_spawnattr_setsigmask(&attributes, &none)
        unsafe posix_spawnattr_setsigdefault(&attributes, &all)
        unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var words = unsafe (["sh", "-c", script] + arguments).map { unsafe strdup($0) } + [nil]
        var variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer { unsafe (words + variables).forEach { unsafe free($0) } }
        var process: pid_t = 0
        let refusal = unsafe posix_spawn(&process, "/bin/sh", nil, &attributes, &words, &variables)
        guard refusal == 0 else { throw Refused(code: refusal) }
        number = process
    }

    deinit {
        guard result == nil else { return }
        signal(SIGKILL)
        waitpid(number, nil, 0)
    }

    func signal(_ signal: Int32) { kill(number, signal) }

    /// The exit code, 128 + n after signal n; nil while it runs.
    var result: Int32? {
        if status == nil {
            var new: Int32 = 0
            if unsafe waitpid(number, &new, WNOHANG) == number { status = new }
        }
        guard let status else { return nil }
        // As the macros WIFSIGNALED and WEXITSTATUS of <sys/wait.h> say it.
        let signal = status & 0x7F
        return signal == 0 ? status >> 8 & 0xFF : 128 + signal
    }
}
