"""A step that reads where no memory is, from native code."""

import ctypes

from opentap import *


class Crash(TestStep):
    def Run(self):
        ctypes.string_at(0)
