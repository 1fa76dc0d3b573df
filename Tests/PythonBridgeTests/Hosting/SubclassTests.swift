import PythonBridge
import PythonSupport
import Testing

@Suite("Python subclasses of hosted types") @PythonThread
struct SubclassTests {
    @Test(
        "a subclass works however it is written",
        arguments: [
            ("no super().__init__()", "class Kid(Part):\n    def __init__(self): self.x = 1"),
            ("__slots__", "class Kid(Part):\n    __slots__ = ('x',)\n    def __init__(self): self.x = 1"),
            (
                "slots and a dictionary",
                "class Kid(Part):\n    __slots__ = ('x', '__dict__')\n    def __init__(self): self.x = 1"
            ),
            (
                "slots and weak references",
                "class Kid(Part):\n    __slots__ = ('x', '__weakref__')\n    def __init__(self): self.x = 1"
            ),
            ("a metaclass", "class Meta(type): pass\nclass Kid(Part, metaclass=Meta):\n    x = 1"),
            (
                "an abstract base",
                "import abc\nclass Base(Part, abc.ABC):\n    @abc.abstractmethod\n    def work(self): ...\nclass Kid(Base):\n    x = 1\n    def work(self): return 'python'"
            ),
            ("a mixin first", "class Mixin:\n    x = 1\nclass Kid(Mixin, Part): pass"),
            (
                "a mixin with state",
                "class Mixin:\n    def __init__(self): self.x = 1\nclass Kid(Part, Mixin): pass\nKid.__init__ = Mixin.__init__"
            ),
            (
                "a base with slots besides",
                "class Other:\n    __slots__ = ()\nclass Kid(Part, Other):\n    x = 1"
            ),
            (
                "a generic",
                "from typing import Generic, TypeVar\nT = TypeVar('T')\nclass Base(Part, Generic[T]):\n    x = 1\nclass Kid(Base[int]): pass"
            ),
            (
                "a dataclass",
                "from dataclasses import dataclass\n@dataclass(eq=False)\nclass Kid(Part):\n    x: int = 1"
            ),
            (
                "its own __new__",
                "class Kid(Part):\n    def __new__(cls):\n        made = super().__new__(cls)\n        made.x = 1\n        return made"
            ),
            (
                "arguments",
                "class Base(Part):\n    def __init__(self, x, *, y): self.x = x\nKid = lambda: Base(1, y=2)"
            ),
            (
                "its own __getattr__",
                "class Kid(Part):\n    def __getattr__(self, name):\n        if name == 'x': return 1\n        raise AttributeError(name)"
            ),
            (
                "its own __eq__ and no hash",
                "class Kid(Part):\n    x = 1\n    def __eq__(self, other): raise KeyError"
            ),
            ("five levels", "Kid = Part\nfor level in range(5):\n    Kid = type('Kid', (Kid,), {'x': 1})"),
        ])
    func shapes(_: String, source: String) throws {
        let bench = try Bench()
        try bench.script.run(source)
        try bench.script.run("kid = Kid(); kid.name = 'n'")
        #expect(try bench.script.text("kid.x, kid.number, kid.name, kid.add(1, 2)") == "(1, 7, 'n', 3)")
        #expect(bench.recount == EntryCounts(live: 1))
        try bench.script.run("del kid")
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test(
        "the state of a subclass goes with its host object, slots included",
        arguments: ["__slots__ = ('x',)", "pass"])
    func stateEnds(body: String) throws {
        let bench = try Bench()
        try bench.script.run(
            "class Mortal: pass\nclass Kid(Part):\n    \(body)\nkid = Kid(); kid.x = Mortal()")
        try bench.script.run("witness = weakref.ref(kid.x); del kid")
        #expect(try bench.script.text("witness() is None") == "False")
        try bench.sweep()
        #expect(try bench.script.text("witness() is None") == "True")
    }

    @Test(
        "a class that cannot be instantiated leaves nothing behind",
        arguments: [
            "import abc\nclass Kid(Part, abc.ABC):\n    @abc.abstractmethod\n    def work(self): ...\nKid()",
            "class Kid(Part):\n    def __new__(cls): raise ValueError\nKid()",
            "class Kid(Part):\n    def __init__(self): raise ValueError\nKid()",
            "class Kid(Part):\n    def __init__(self, x): pass\nKid()",
        ])
    func failing(source: String) throws {
        let bench = try Bench()
        #expect(bench.script.error(source) != nil)
        try bench.sweep()
        #expect(bench.recount == EntryCounts())
        #expect(bench.tally.alive == 0)
    }

    @Test("two hosted types that have nothing in common cannot be bases of one class")
    func conflict() throws {
        let bench = try Bench()
        #expect(
            bench.script.error("class Both(Part, Gauge): pass")
                == "TypeError: multiple bases have instance lay-out conflict")
    }

    @Test("with two hosted bases the host object is of the first, and the other's members are refused")
    func twoBases() throws {
        let bench = try Bench()
        try bench.script.run("class Both(Part, Crate): pass\nboth = Both()")
        #expect(try bench.script.text("both.number, both.name") == "(7, '')")
        #expect(
            bench.script.error("both.count") == "TypeError: Both is hosted as another type than sample.Crate")
        #expect(
            bench.script.error("both.part(0)")
                == "TypeError: Both is hosted as another type than sample.Crate")
        #expect(
            bench.script.error("Crate.add(both, Part())")
                == "TypeError: Both is hosted as another type than sample.Crate")
    }

    @Test(
        "an object whose class is changed to one that is hosted otherwise does not become such a host object")
    func changedClass() throws {
        let bench = try Bench()
        try bench.script.run("class Kid(Part): pass\nclass Chest(Crate): pass\nkid = Kid()")
        // CPython may refuse the change itself; if not, the members must.
        let refusal = bench.script.error("kid.__class__ = Chest\nkid.count")
        #expect(refusal?.hasPrefix("TypeError: ") == true)
    }

    @Test(
        "copies and pickles are refused with TypeError",
        arguments: [
            "copy.copy(worker)", "copy.deepcopy(worker)", "copy.deepcopy([worker])", "pickle.dumps(worker)",
            "pickle.dumps(worker, 2)", "copy.copy(part)", "copy.deepcopy(part)", "pickle.dumps(part)",
        ])
    func copies(expression: String) throws {
        let bench = try Bench()
        try bench.script.run("import copy, pickle\nworker = Worker(); part = Part()")
        #expect(bench.script.error(expression)?.hasPrefix("TypeError: cannot pickle ") == true)
    }

    @Test("the old pickle protocol, which does not look at C state, is refused too")
    func oldProtocol() throws {
        let bench = try Bench()
        try bench.script.run("import pickle, sys; sys.modules['sample'] = sys.modules['\(bench.moduleName)']")
        defer { bench.script.forgetModule("sample") }
        try bench.script.run("sys.modules[__name__].Worker = Worker; Worker.__module__ = __name__")
        #expect(bench.script.error("pickle.dumps(Worker(), 0)") == "TypeError: cannot pickle 'Part' object")
    }

    @Test("a copy that a class defines itself works")
    func ownCopy() throws {
        let bench = try Bench()
        try bench.script.run(
            """
            import copy
            class Kid(Part):
                def __copy__(self):
                    made = type(self)()
                    made.__dict__.update(self.__dict__)
                    return made
            kid = Kid(); kid.x = 5; other = copy.copy(kid); kid.name = "one"; other.name = "two"
            """)
        #expect(try bench.script.text("other.x, kid.name, other.name") == "(5, 'one', 'two')")
    }

    @Test("what Swift calls is what Python overrides, found as Python finds it")
    func overrides() throws {
        let bench = try Bench()
        try bench.script.run("worker = Worker(); plain = Part(); silent = type('Silent', (Part,), {})()")
        #expect(try bench.call("work", on: bench.host("worker")) == "python")
        #expect(try bench.call("work", on: bench.host("silent")) == "hosted")
        #expect(try bench.call("work", on: bench.host("plain")) == nil)
        try bench.script.run("worker.work = lambda: 'instance'")
        #expect(try bench.call("work", on: bench.host("worker")) == "instance")
        try bench.script.run("del worker.work; del Worker.work")
        #expect(try bench.call("work", on: bench.host("worker")) == "hosted")
    }

    @Test("a method that an object does not have raises AttributeError when Swift calls it")
    func missing() throws {
        let bench = try Bench()
        try bench.script.run("worker = Worker()")
        let host = try bench.host("worker")
        #expect {
            try bench.call("missing", on: host)
        } throws: { error in
            (error as? PythonError)?.summary == "AttributeError: 'Worker' object has no attribute 'missing'"
        }
    }
}
