"""The reproducer of the notes: trivial steps that look at their plan and publish one row."""

from opentap import *


class Trivial(TestStep):
    def Run(self):
        self.PublishResult("churn", ["Plan", "Step"], [self.Parent.Name, self.Name])
        self.UpgradeVerdict(OpenTap.Verdict.Pass)
