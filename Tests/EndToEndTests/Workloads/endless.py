"""A step that never ends, but lets others have the GIL now and then, as Python does."""

from opentap import *


class Endless(TestStep):
    def Run(self):
        while True:
            pass
