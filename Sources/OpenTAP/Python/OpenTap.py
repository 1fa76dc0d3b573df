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
