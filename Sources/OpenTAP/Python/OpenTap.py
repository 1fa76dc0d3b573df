"""The part of OpenTAP's API that Python steps use."""

import phantop
from _phantop_enumerations import BreakCondition, TestStepBreakException, Verdict
from phantop import TestPlan, TestStep, TestStepList, TestStepParent, TraceSource


class Attribute:
    """Says something about a class or a setting; kept, and shown where it matters."""

    def __init__(self, *arguments, **named):
        self.arguments = arguments
        self.named = named


class Display(Attribute):
    """Name, description and group of a class or a setting."""

    def __init__(self, Name="", Description="", Group="", Order=0.0, Collapsed=False, Groups=None):
        super().__init__(Name, Description, Group)
        self.Name, self.Description, self.Group = Name, Description, Group
        self.Order, self.Collapsed, self.Groups = Order, Collapsed, Groups


class Unit(Attribute):
    """The unit of a setting."""

    def __init__(self, Unit="", *arguments, **named):
        super().__init__(Unit, *arguments, **named)
        self.Unit = Unit


DisplayAttribute, UnitAttribute = Display, Unit


class PythonMemoryMonitor:
    """Settings of the sweep."""

    @property
    def CleanupIntervalSeconds(self):
        """Cleanup Interval (s)"""
        return phantop.get_setting("CleanupIntervalSeconds")

    @CleanupIntervalSeconds.setter
    def CleanupIntervalSeconds(self, seconds):
        phantop.set_setting("CleanupIntervalSeconds", seconds)


PythonMemoryMonitor.Current = PythonMemoryMonitor()


class _LogStream:
    """Stands for sys.stdout and sys.stderr: every line becomes a line of the log."""

    encoding, errors, closed, newlines = "utf-8", "backslashreplace", False, None
    # A line without end is cut rather than collected for ever.
    _longest = 8000

    def __init__(self, level):
        self._level = level
        self._rest = ""

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        *lines, rest = (self._rest + text).split("\n")
        if len(rest) > self._longest:
            lines.append(rest)
            rest = ""
        self._rest = rest
        for line in lines:
            phantop.log(self._level, "Python", line)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        if self._rest:
            line, self._rest = self._rest, ""
            phantop.log(self._level, "Python", line)

    def isatty(self):
        return False

    def readable(self):
        return False

    def seekable(self):
        return False

    def writable(self):
        return True


def _redirect_output():
    import sys

    sys.stdout, sys.stderr = _LogStream(1), _LogStream(3)


_redirect_output()
