"""A step that takes 20 ms and lets the GIL go meanwhile."""

import time

from opentap import *


class Quick(TestStep):
    def Run(self):
        time.sleep(0.02)
        self.UpgradeVerdict(Verdict.Pass)
