"""Two threads that count, and a step that keeps the GIL in the kernel until somebody opens `gate` for writing."""

import ctypes
import threading

from opentap import *

os.mkfifo("gate")
done = threading.Event()


def count():
    while not done.is_set():
        pass


class Hog(TestStep):
    def Run(self):
        threads = [threading.Thread(target=count) for _ in range(2)]
        for thread in threads:
            thread.start()
        # PyDLL, unlike CDLL, calls without letting go of the GIL.
        file = ctypes.PyDLL(None).open(b"gate", os.O_RDONLY)
        os.close(file)
        done.set()
        for thread in threads:
            thread.join()
        self.UpgradeVerdict(Verdict.Pass)
