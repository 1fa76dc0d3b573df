"""Where what a script prints goes, and what it must not do to the process that it is a guest in."""

import codecs
import io
import os
import sys
from _thread import RLock

import phantop


class LogStream(io.TextIOBase):
    """Stands for sys.stdout and sys.stderr: every line becomes a line of the log.

    What is written to the descriptor arrives in the log as well, by another way.
    """

    encoding, errors, newlines, mode = "utf-8", "backslashreplace", None, "w"
    # A longer line is cut, and one without end is not collected for ever. The log itself cuts at 8000.
    _longest = 7900

    def __init__(self, name, level, descriptor):
        self.name = f"<{name}>"
        self.buffer = LogBytes(self)
        self._level, self._descriptor = level, descriptor
        self._rest = ""
        # Reentrant: a finaliser may print in the middle of a print.
        self._lock = RLock()
        # Names of the module are gone when the last lines come.
        self._log = phantop.log

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        with self._lock:
            *lines, rest = (self._rest + text).split("\n")
            if len(rest) > self._longest:
                lines.append(rest)
                rest = ""
            self._rest = rest
            for line in lines:
                self._say(line)
        return len(text)

    def _say(self, line):
        more = len(line) - self._longest
        self._log(self._level, "Python", f"{line[:self._longest]}… ({more} characters more)" if more > 0 else line)

    def flush(self):
        with self._lock:
            rest, self._rest = self._rest, ""
            if rest:
                self._say(rest)

    def close(self):
        """Stays open: others print, too."""
        self.flush()

    def reconfigure(self, **options):
        """Lines become lines of the log whatever is asked for."""

    def fileno(self):
        return self._descriptor

    def writable(self):
        return True


class LogBytes(io.RawIOBase):
    """What `sys.stdout.buffer` is: bytes that become text of the log."""

    def __init__(self, stream):
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def write(self, data):
        data = bytes(data)
        self._stream.write(self._decoder.decode(data))
        return len(data)

    def close(self):
        """Stays open, as the stream does."""

    def fileno(self):
        return self._stream.fileno()

    def writable(self):
        return True


def redirect_output():
    sys.stdout, sys.stderr = LogStream("stdout", 1, 1), LogStream("stderr", 3, 2)

    def after_fork():
        # The log is the parent's. Line by line: nothing is flushed when the child ends.
        for name in ("stdout", "stderr"):
            if isinstance(getattr(sys, name, None), LogStream):
                own = getattr(sys, f"__{name}__")
                own.reconfigure(line_buffering=True)
                setattr(sys, name, own)

    os.register_at_fork(after_in_child=after_fork)


def guard_exit():
    leave, host = os._exit, os.getpid()

    def _exit(status):
        """Ends a child process at once. Here it is what sys.exit is: the terminal has to be put back."""
        if os.getpid() != host:
            leave(status)
        raise SystemExit(status)

    os._exit = sys.modules["posix"]._exit = _exit


redirect_output()
guard_exit()
