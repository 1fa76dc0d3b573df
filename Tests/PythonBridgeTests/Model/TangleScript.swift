/// A script that does random things with host objects: cycles, resurrections, weak references, threads.
enum TangleScript {
    /// Defines `step(seed)`, which does one thing and returns its name, `wrong`, a list of what must not happen, and
    /// `untangle()`, which lets everything go.
    static let source = """
        import random, threading

        places = [None] * 24
        wrong = []
        made = 0
        # Finalisers run at any time, so they draw from a generator of their own.
        chance = random.Random(0)

        class Stamped:
            # The same number on both sides, for as long as there is another side.
            def __init__(self):
                global made
                made += 1
                self.stamp = made
                self.name = str(made)
            def work(self):
                return "worked"

        class Tangled(Stamped, Part): pass
        class Chest(Stamped, Crate): pass
        class Slotted(Part):
            __slots__ = ("stamp", "other", "__weakref__")
            __init__ = Stamped.__init__
        class Zombie(Tangled):
            def __del__(self):
                act = chance.randrange(6)
                if act == 0: places[chance.randrange(len(places))] = self
                elif act == 1: sweep()
                elif act == 2: check(self)
                elif act == 3: places[chance.randrange(len(places))] = Tangled()
                elif act == 4: evict(lambda o: True)

        def check(thing):
            if not isinstance(thing, (Tangled, Chest, Slotted)): return
            try:
                name = thing.name
            except ReferenceError:
                return
            # An object that the registry owned may come back without its state, never with another's.
            stamp = getattr(thing, "stamp", None)
            if stamp is not None and str(stamp) != name: wrong.append((stamp, name))

        def expect(kinds, function, *arguments):
            try: return function(*arguments)
            except kinds: return None

        def step(number):
            chooser = random.Random(number)
            def place(): return chooser.randrange(len(places))
            here, there = place(), place()
            thing, other = places[here], places[there]
            refusals = (ReferenceError, TypeError, AttributeError, IndexError, RuntimeError)

            def make(): places[here] = chooser.choice([Tangled, Tangled, Zombie, Slotted, Chest, Part, Crate])()
            def drop(): places[here] = None
            def use(): check(thing)
            def refer(): expect(refusals, setattr, thing, chooser.choice(["other", "more"]), other)
            def refer_indirectly(): expect(refusals, setattr, thing, "other", chooser.choice(
                [[other, thing], {"key": other}, lambda: (thing, other), expect(refusals, getattr, other, "work")]))
            def forget(): expect(refusals, delattr, thing, "other")
            def add(): expect(refusals, lambda: thing.add(other))
            def part(): places[there] = expect(refusals, lambda: thing.part(0))
            def crate(): places[there] = expect(refusals, lambda: thing.crate)
            def witness(): places[there] = expect(refusals, weakref.ref, thing)
            def revive(): places[there] = expect(refusals, lambda: thing())
            def sweep_all(): sweep()
            def evict_some(): evict(lambda o: id(o) >> 4 & 1)
            def evict_raising(): expect(ZeroDivisionError, evict, lambda o: 1 / (id(o) >> 4 & 3))
            def evict_changing(): evict(lambda o: places.__setitem__(place(), chooser.choice([None, o])) or True)
            def evict_nested(): evict(lambda o: sweep() and evict(bool) and True)
            def collect(): gc.collect(chooser.randrange(3))
            def in_thread():
                thread = threading.Thread(target=chooser.choice([use, drop, make, sweep_all, collect]))
                thread.start(); thread.join()

            act = chooser.choice([make] * 8 + [drop] * 6 + [use] * 4 + [refer] * 4 + [refer_indirectly] * 2 + [forget, add, add,
                add, part, part, crate, witness, revive, sweep_all, sweep_all, evict_some, evict_raising, evict_changing,
                evict_nested, collect, in_thread])
            act()
            return f"{act.__name__} {here} {there}"

        def untangle():
            # First: what dies of the next line would come back to its place.
            Zombie.__del__ = lambda self: None
            places[:] = [None] * len(places)
            for thing in gc.get_objects():
                if type(thing) in (Tangled, Chest, Zombie): vars(thing).clear()
                if type(thing) is Slotted: thing.other = None
        """
}
