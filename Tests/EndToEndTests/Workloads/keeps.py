"""A step whose state refers to itself, which is swept and collected in the middle of its run."""

import gc

import phantop
from opentap import *


class Keeps(TestStep):
    def __init__(self):
        super().__init__()
        self.me = self
        self.gain = 3

    def Run(self):
        mine = id(self)
        for _ in range(3):
            phantop.evict_abandoned()
            gc.collect()
        same = self.Parent.ChildTestSteps[0]
        kept = same is self and id(same) == mine and self.me is self and self.gain == 3
        self.UpgradeVerdict(Verdict.Pass if kept else Verdict.Fail)


def plan():
    made = OpenTap.TestPlan()
    made.ChildTestSteps.Add(Keeps())
    return made
