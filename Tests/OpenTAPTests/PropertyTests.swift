import PythonSupport
import Testing

@Suite("property of the clr module") @PythonThread
struct PropertyTests {
    @Test("a setting has its default until it is set, and a value of its own for each object")
    func values() throws {
        let station = try Station()
        try station.script.run(
            """
            class Amplifier(TestStep):
                Gain = property(Double, 1.5)
                Label = property(String, "first")
            one, other = Amplifier(), Amplifier()
            one.Gain = 2.5
            """)
        #expect(try station.script.text("one.Gain, other.Gain, one.Label") == "(2.5, 1.5, 'first')")
        try station.script.run("other.Gain, one.Label = 7.25, 'second'")
        #expect(
            try station.script.text("one.Gain, other.Gain, one.Label, other.Label")
                == "(2.5, 7.25, 'second', 'first')")
    }

    @Test(
        "a value is converted to the type of its setting",
        arguments: [
            ("Double", "3", "3.0"), ("Double", "'2.5'", "2.5"), ("Double", "True", "1.0"),
            ("Int32", "3.7", "3"),
            ("Int32", "'12'", "12"), ("Int32", "True", "1"), ("String", "5", "'5'"), ("Boolean", "1", "True"),
            ("Boolean", "''", "False"), ("OpenTap.Verdict", "30", "<Verdict.Fail: 30>"),
            ("Double", "None", "None"),
            ("list", "(1, 2)", "[1, 2]"), ("System.Object", "(1,)", "(1,)"),
        ])
    func converted(type: String, value: String, expected: String) throws {
        let station = try Station()
        try station.script.run(
            "class S(TestStep):\n    Value = property(\(type), None)\ns = S(); s.Value = \(value)")
        #expect(try station.script.text("repr(s.Value)") == expected)
    }

    @Test(
        "a value that does not fit is refused, and the old one stays",
        arguments: [
            ("Double", "'much'", "ValueError: could not convert string to float: 'much'"),
            ("Int32", "2**31", "OverflowError: 2147483648 does not fit Int32 (-2147483648 to 2147483647)"),
            ("Byte", "-1", "OverflowError: -1 does not fit Byte (0 to 255)"),
            (
                "UInt64", "2**64",
                "OverflowError: 18446744073709551616 does not fit UInt64 (0 to 18446744073709551615)"
            ),
            (
                "Int32", "[]",
                "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'list'"
            ),
            ("OpenTap.Verdict", "31", "ValueError: 31 is not a valid Verdict"),
        ])
    func refused(type: String, value: String, expected: String) throws {
        let station = try Station()
        try station.script.run(
            "from System import *\nfrom opentap import *\nclass S(TestStep):\n    Value = property(\(type), None)\ns = S()"
        )
        #expect(station.script.error("s.Value = \(value)") == expected)
        #expect(try station.script.text("s.Value") == "None")
    }

    @Test("without a default, text and truth begin empty, everything else as None")
    func noDefault() throws {
        let station = try Station()
        try station.script.run(
            "class S(TestStep):\n    T = property(String)\n    B = property(Boolean)\n    D = property(Double)\ns = S()"
        )
        #expect(try station.script.text("s.T, s.B, s.D") == "('', False, None)")
    }

    @Test("above a method it makes a read-only setting, and alone it is Python's own")
    func computed() throws {
        let station = try Station()
        try station.script.run(
            """
            class S(TestStep):
                def __init__(self): super().__init__(); self.raw = 3
                @property(Double)
                def Twice(self): return self.raw * 2
                @property
                def Raw(self): return self.raw
                @Raw.setter
                def Raw(self, value): self.raw = value
            s = S(); s.Raw = 5
            """)
        #expect(try station.script.text("s.Twice, s.Raw, S.Twice.type.__name__") == "(10, 5, 'Double')")
        #expect(station.script.error("s.Twice = 1")?.hasPrefix("AttributeError: ") == true)
    }

    @Test("attributes are kept with the setting, with a class, and can be chained")
    func attributes() throws {
        let station = try Station()
        try station.script.run(
            """
            @attribute(OpenTap.Display("Amplifier", "Makes it louder.", "Audio"))
            class Amplifier(TestStep):
                Gain = property(Double, 1.0).add_attribute(OpenTap.Unit("dB")).add_attribute(OpenTap.Display("Gain"))
                Other = attribute(OpenTap.Unit, "V")(property(Double, 0.0))
            """)
        #expect(
            try station.script.text("[type(a).__name__ for a in Amplifier.Gain.attributes]")
                == "['Unit', 'Display']")
        #expect(
            try station.script.text("Amplifier.Gain.attributes[0].Unit, Amplifier.Other.attributes[0].Unit")
                == "('dB', 'V')")
        #expect(
            try station.script.text("[(a.Name, a.Description, a.Group) for a in Amplifier.__attributes__]")
                == "[('Amplifier', 'Makes it louder.', 'Audio')]")
        #expect(try station.script.text("Amplifier().Gain") == "1.0")
    }

    @Test("an attribute on a subclass leaves its base alone")
    func inheritedAttributes() throws {
        let station = try Station()
        try station.script.run(
            """
            @attribute(OpenTap.Display("base"))
            class Parent(TestStep): pass
            @attribute(OpenTap.Display("derived"))
            class Derived(Parent): pass
            """)
        #expect(try station.script.text("[a.Name for a in Parent.__attributes__]") == "['base']")
        #expect(try station.script.text("[a.Name for a in Derived.__attributes__]") == "['base', 'derived']")
    }
}
