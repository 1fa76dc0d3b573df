"""Steps that try to take the program down, or the terminal, one after the other."""

from opentap import *


class Exits(TestStep):
    def Run(self):
        sys.exit(7)


class Interrupts(TestStep):
    def Run(self):
        raise KeyboardInterrupt()


class Recurses(TestStep):
    def Run(self):
        self.Run()


class Prints(TestStep):
    def Run(self):
        print("x" * 50_000_000)
        self.UpgradeVerdict(Verdict.Pass)


class Escapes(TestStep):
    def Run(self):
        self.Name = "evil\x1b]0;title\x07\x1b[2J\u202e"
        self.log.Error("\x1b[31mred\x1b[2J\x00 {0}", "\x9b31m")
        self.UpgradeVerdict(Verdict.Pass)


class Surrogates(TestStep):
    def Run(self):
        self.Name = "lone \udc80"
        self.log.Error("lone \ud800")
        print("\udfff")
        self.PublishResult("\udc80", ["\ud800"], ["\udfff"])
        self.UpgradeVerdict(Verdict.Pass)


class RaisesSurrogate(TestStep):
    def Run(self):
        raise ValueError("bad \udc80")


class Raises(TestStep):
    def Run(self):
        raise BaseException


class Fails(TestStep):
    def Run(self):
        self.UpgradeVerdict(Verdict.Fail)


def plan():
    made = OpenTap.TestPlan()
    made.BreakConditions = OpenTap.BreakCondition(0)
    kinds = [Exits, Interrupts, Recurses, Prints, Escapes, Surrogates, RaisesSurrogate, Raises, Fails]
    for kind in kinds:
        made.ChildTestSteps.Add(kind())
    return made
