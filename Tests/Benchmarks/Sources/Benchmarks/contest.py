"""What the contestants have in common: the same classes over each of them, and the same loops."""

import gc
from itertools import repeat


class PlainMeter:
    """The contestant without a binding."""

    def touch(self):
        pass

    def add(self, number):
        return number

    @property
    def level(self):
        return 0


class PlainStage:
    """What the overriding class derives from where there is no binding."""


def bare(base):
    class Bare(base):
        pass

    return Bare


def full(base):
    class Full(base):
        def __init__(self):
            super().__init__()
            self.gain = 1.5
            self.label = "input"

    return Full


def stage(base):
    class Override(base):
        def run(self):
            pass

        def measure(self, number):
            return number

    return Override


def create(kind, count):
    for _ in repeat(None, count):
        kind()


def populate(kind, count):
    # Python's collector would look at all of them again and again while they are made.
    gc.disable()
    try:
        return [kind() for _ in repeat(None, count)]
    finally:
        gc.enable()


def drop(instances):
    instances.clear()


def forget(instances):
    for instance in instances:
        instance.leave()
    instances.clear()


def loop(statement):
    """A function that does something many times: ten times in a round, so that the loop itself weighs little."""
    body = f"        {statement}\n" * 10
    space = {"repeat": repeat}
    exec(f"def run(it, count):\n    for _ in repeat(None, count // 10):\n{body}", space)
    return space["run"]


touch = loop("it.touch()")
add = loop("it.add(7)")
get_property = loop("it.level")
get_attribute = loop("it.gain")
set_attribute = loop("it.gain = 2.5")
run_many = loop("it.run()")
measure_many = loop("it.measure(1)")
