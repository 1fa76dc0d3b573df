"""Steps that have joined no plan are built and used while sweeps run."""

import phantop
from opentap import *


class Part(TestStep):
    def __init__(self):
        super().__init__()
        self.size = 3


class Builder(TestStep):
    def Run(self):
        parts = [Part() for _ in range(20)]
        if phantop.get_setting("Eviction") != "never":
            phantop.evict_abandoned()
        for part in parts:
            part.Name = f"part of {self.Name}"
            if part.size != 3:
                raise AssertionError("a part lost its state")
        self.UpgradeVerdict(OpenTap.Verdict.Pass)


def plan():
    made = OpenTap.TestPlan()
    for _ in range(5):
        made.ChildTestSteps.Add(Builder())
    return made
