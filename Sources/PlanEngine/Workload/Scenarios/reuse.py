"""One plan is run many times with sweeps between: with owner host its steps keep their state, with owner registry not."""

import phantop
from opentap import *


class Counts(TestStep):
    def __init__(self):
        super().__init__()
        self.runs = 0

    def Run(self):
        self.runs = getattr(self, "runs", -1) + 1
        same = self.runs == RUNS[0]
        self.UpgradeVerdict(OpenTap.Verdict.Pass if same else OpenTap.Verdict.Fail)


RUNS = [0]
PLAN = OpenTap.TestPlan()
for _ in range(10):
    PLAN.ChildTestSteps.Add(Counts())


def plan():
    RUNS[0] += 1
    if phantop.get_setting("Eviction") != "never":
        phantop.evict_abandoned()
    return PLAN
