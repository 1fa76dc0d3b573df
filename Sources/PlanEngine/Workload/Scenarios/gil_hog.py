"""A native callback and a result listener hold the GIL for a second each: nothing of Python runs meanwhile."""

import ctypes

import phantop
from opentap import *

# PyDLL keeps the GIL during the call, as a careless extension module does.
usleep = ctypes.PyDLL(None).usleep


def listen(table, columns, values):
    usleep(900_000)


phantop.add_result_listener(listen)


class Hog(TestStep):
    def Run(self):
        usleep(900_000)
        self.PublishResult("hog", ["Step"], [self.Name])
        self.UpgradeVerdict(OpenTap.Verdict.Pass)
