"""What plugins use of pythonnet's `clr`: references that need no loading, attributes, typed properties."""

import builtins


def AddReference(name):
    """Accepted for compatibility: everything there is, is loaded already."""


class property(builtins.property):
    """A setting of a step.

    `Gain = property(Double, 1.5)` holds a value of its own for each object, converted to its type;
    `@property(Double)` above a method makes a read-only setting that is computed;
    `@property` alone is Python's own.
    """

    def __init__(self, kind=None, default=None, fset=None, fdel=None, doc=None):
        self.attributes = []
        if callable(kind) and not isinstance(kind, type):
            self.type, self.default, self._stored = None, None, False
            super().__init__(kind, default if callable(default) else fset, fdel, doc)
            return
        self.type, self.default, self._stored = kind, default, True
        self._name = None
        super().__init__(self._read, self._write, None, doc)

    def __set_name__(self, owner, name):
        self._name = name

    def __call__(self, getter):
        made = property(getter)
        made.type, made.attributes = self.type, self.attributes
        return made

    def _convert(self, value):
        if self.type in (None, object) or value is None:
            return value
        # Every whole number is an instance of Int32, but not every one fits.
        if isinstance(value, self.type) and not hasattr(self.type, "_convert"):
            return value
        return self.type(value)

    def _read(self, instance):
        try:
            return instance.__dict__[self._name]
        except KeyError:
            if self.default is None and self.type is not None:
                return self.type() if self.type in (str, bool) or not isinstance(self.type, type) else None
            return self.default

    def _write(self, instance, value):
        instance.__dict__[self._name] = self._convert(value)

    def setter(self, fset):
        made = property(self.fget, fset)
        made.type, made.attributes = self.type, self.attributes
        return made

    def add_attribute(self, made, *arguments, **named):
        """Adds an attribute and returns the property, so that calls can be chained."""
        self.attributes.append(made(*arguments, **named) if isinstance(made, type) else made)
        return self


class attribute:
    """Decorator that adds an attribute to a class, a method or a property."""

    def __init__(self, made, *arguments, **named):
        self.made = made(*arguments, **named) if isinstance(made, type) else made

    def __call__(self, target):
        if isinstance(target, property):
            return target.add_attribute(self.made)
        existing = getattr(target, "__attributes__", ())
        target.__attributes__ = (*existing, self.made)
        return target


def clrmethod(*types):
    """Decorator that tells .NET the types of a method; Python needs none."""

    def same(function):
        return function

    return same
