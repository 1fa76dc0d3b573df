"""A step's state refers to the step, and Python collects in mid-plan: the state of a live step must survive."""

import gc

import phantop
from opentap import *


class Trace:
    def __init__(self, step):
        self.step = step


class KeepsItself(TestStep):
    def __init__(self):
        super().__init__()
        self.log2 = Trace(self)
        self.runs = 0

    def Run(self):
        if phantop.get_setting("Eviction") != "never":
            phantop.evict_abandoned()
        gc.collect()
        for step in self.Parent.ChildTestSteps:
            if step.log2.step is not step:
                raise AssertionError(f"{step.Name} lost its state")
        self.runs += 1
        self.UpgradeVerdict(OpenTap.Verdict.Pass)
