"""Run by phantop for the row `key`: says when the first batch of a sweep lets something go."""

import os
import time

from opentap import *

# What the benchmark reads: one line for every sweep.
pipe = os.open(os.environ["PHANTOP_BENCHMARK_PIPE"], os.O_WRONLY)
computes = os.environ["PHANTOP_BENCHMARK_COMPUTES"] == "1"
count = int(os.environ["PHANTOP_BENCHMARK_COUNT"])
gone = 0


class Mark:
    def __del__(self):
        global gone
        os.write(pipe, b"%d\n" % time.monotonic_ns())
        gone += 1


class Item(TestStep):
    pass


class Work(TestStep):
    def Run(self):
        for number in range(count):
            item = Item()
            item.mark = Mark()
            # From here on only the sweep keeps it from going.
            del item
            while gone <= number:
                if not computes:
                    time.sleep(0.001)
