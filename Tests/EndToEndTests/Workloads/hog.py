"""A step that keeps the GIL in the kernel until somebody opens `gate` for writing."""

import ctypes

from opentap import *

os.mkfifo("gate")


class Hog(TestStep):
    def Run(self):
        # PyDLL, unlike CDLL, calls without letting go of the GIL.
        file = ctypes.PyDLL(None).open(b"gate", os.O_RDONLY)
        os.close(file)
        self.UpgradeVerdict(Verdict.Pass)
