"""A thread that computes without a break, as a script's would, and knows for how long it was stopped."""

import threading
from time import perf_counter_ns


class Busy:
    def __init__(self):
        self.longest = 0
        self.stopped = False
        self.begun = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()
        self.begun.wait()

    def run(self):
        self.begun.set()
        last = perf_counter_ns()
        while not self.stopped:
            now = perf_counter_ns()
            if now - last > self.longest:
                self.longest = now - last
            last = now

    def restart(self):
        self.longest = 0

    def stop(self):
        self.stopped = True
        self.thread.join()
        return self.longest
