"""The .NET types that plugins name for their settings, as the Python types that hold their values."""


class _Number(type):
    """A .NET number type: calling it makes the plain Python number."""

    def __call__(cls, value=0):
        return cls._convert(value)

    def __instancecheck__(cls, instance):
        return isinstance(instance, cls._python) and not isinstance(instance, bool)


def _number(name, convert, python):
    return _Number(name, (), {"_convert": staticmethod(convert), "_python": python, "__module__": "System"})


def _whole(name, bits, signed=True):
    low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)

    def convert(value=0):
        number = int(value)
        if not low <= number <= high:
            raise OverflowError(f"{number} does not fit {name} ({low} to {high})")
        return number

    return _number(name, convert, int)


SByte, Int16, Int32, Int64 = (_whole(*kind) for kind in (("SByte", 8), ("Int16", 16), ("Int32", 32), ("Int64", 64)))
Byte, UInt16, UInt32, UInt64 = (
    _whole(*kind, signed=False) for kind in (("Byte", 8), ("UInt16", 16), ("UInt32", 32), ("UInt64", 64))
)
Double = _number("Double", float, (float, int))
Single = _number("Single", float, (float, int))
Decimal = _number("Decimal", float, (float, int))
String = str
Boolean = bool
Object = object
Exception = Exception
