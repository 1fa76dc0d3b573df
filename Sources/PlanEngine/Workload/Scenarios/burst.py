"""A hundred thousand objects at once, all given up when the step ends."""

from opentap import *


class Item(TestStep):
    pass


class Burst(TestStep):
    def Run(self):
        items = [Item() for _ in range(100_000)]
        self.PublishResult("burst", ["Items"], [len(items)])
        self.UpgradeVerdict(OpenTap.Verdict.Pass)
