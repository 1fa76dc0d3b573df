import Testing

@testable import PlanEngine

/// The expected texts are .NET's, from "Composite formatting" and "Standard numeric format strings" (invariant culture).
@Suite("CompositeFormat")
struct CompositeFormatTests {
    @Test(
        "numbers are written as .NET's documentation shows",
        arguments: [
            ("{0:F}", 1234.567, "1234.57"), ("{0:F1}", 1234, "1234.0"), ("{0:F4}", -1234.56, "-1234.5600"),
            ("{0:N}", 1234.567, "1,234.57"), ("{0:N1}", 1234, "1,234.0"), ("{0:N3}", -1234.56, "-1,234.560"),
            ("{0:P}", 1, "100.00 %"), ("{0:P1}", -0.39678, "-39.7 %"),
            ("{0:E}", 1052.0329112756, "1.052033E+003"),
            ("{0:e}", 1052.0329112756, "1.052033e+003"), ("{0:e2}", -1052.0329112756, "-1.05e+003"),
            ("{0:E4}", 12345.6789, "1.2346E+004"), ("{0:E10}", 12345.6789, "1.2345678900E+004"),
            ("{0:F0}", 12345.6789, "12346"), ("{0:F6}", 12345.6789, "12345.678900"), ("{0:N}", 0, "0.00"),
            ("{0}", 12345.6789, "12345.6789"), ("{0}", -123.456, "-123.456"), ("{0}", 3, "3"),
            ("{0}", 0.1, "0.1"),
            ("{0}", 1e15, "1E+15"), ("{0}", 1e20, "1E+20"), ("{0}", 1e-5, "1E-05"),
            ("{0}", -1.5e15, "-1.5E+15"), ("{0}", 1.5e-10, "1.5E-10"), ("{0}", 0.0001, "0.0001"),
            ("{0}", 123_456_789_012_345, "123456789012345"), ("{0}", -1.234567890e-25, "-1.23456789E-25"),
            ("{0}", .nan, "NaN"), ("{0}", .infinity, "∞"), ("{0}", -.infinity, "-∞"), ("{0:F2}", .nan, "NaN"),
            ("{0:E3}", 9.9999, "1.000E+001"), ("{0:E0}", 0, "0E+000"), ("{0:E2}", 2.5e-300, "2.50E-300"),
            ("{0:E2}", 1.7976931348623157e308, "1.80E+308"), ("{0:F2}", 0.005, "0.01"),
            ("{0:F2}", 1e-9, "0.00"),
        ] as [(String, Double, String)])
    func numbers(format: String, value: Double, expected: String) {
        #expect(CompositeFormat(format).formatted([.number(value)]) == expected)
    }

    @Test(
        "whole numbers too",
        arguments: [
            ("{0:D}", 1234, "1234"), ("{0:D6}", -1234, "-001234"), ("{0:D8}", 12345, "00012345"),
            ("{0:X}", 255, "FF"),
            ("{0:x4}", 255, "00ff"), ("{0:X4}", 255, "00FF"), ("{0:X}", 12345, "3039"),
            ("{0:x}", -1, "ffffffffffffffff"),
            ("{0:N1}", 1234, "1,234.0"), ("{0:F2}", -5, "-5.00"), ("{0:P0}", 1, "100 %"),
            ("{0:E2}", 123, "1.23E+002"),
            ("0x{0:X} {0:E} {0:N}", .max, "0x7FFFFFFFFFFFFFFF 9.223372E+018 9,223,372,036,854,775,807.00"),
            ("{0:D}", .min, "-9223372036854775808"), ("{0:N0}", .min, "-9,223,372,036,854,775,808"),
            ("{0:F1}", .max, "9223372036854775807.0"), ("{0}", .max, "9223372036854775807"),
        ] as [(String, Int, String)])
    func integers(format: String, value: Int, expected: String) {
        #expect(CompositeFormat(format).formatted([.integer(value)]) == expected)
    }

    @Test(
        "alignment pads to a width, to the left or to the right",
        arguments: [
            ("[{0,8}]", "[   Carla]"), ("[{0,-8}]", "[Carla   ]"), ("[{0,3}]", "[Carla]"),
            ("[{0, 8 }]", "[   Carla]"),
            ("[{ 0 }]", "[Carla]"), ("{0,-20} {1,5:N1}", "Carla                 40.4"),
            ("{0}{0}", "CarlaCarla"),
            ("{1:N1} {0}", "40.4 Carla"),
        ])
    func alignment(format: String, expected: String) {
        #expect(CompositeFormat(format).formatted([.text("Carla"), .number(40.39)]) == expected)
    }

    @Test(
        "doubled braces stand for one",
        arguments: [("{{}}", "{}"), ("{{{0}}}", "{x}"), ("{{0}}", "{0}"), ("a}}b", "a}b"), ("{0}}}", "x}")])
    func braces(format: String, expected: String) {
        #expect(CompositeFormat(format).formatted([.text("x")]) == expected)
    }

    @Test(
        "what is no placeholder stays as it is",
        arguments: [
            "{", "}", "{1}", "{-1}", "{a}", "{}", "{0", "{0,}", "{0,x}", "{0,99999}",
            "{99999999999999999999}", "{ }", "{0.Name}",
        ])
    func malformed(format: String) {
        #expect(CompositeFormat(format).formatted([.text("x")]) == format)
    }

    @Test("a text without arguments is taken literally", arguments: ["{0}", "{{}}", "100 %", "{"])
    func literal(format: String) {
        #expect(CompositeFormat(format).formatted([]) == format)
    }

    @Test("an argument is not read as a format")
    func once() {
        #expect(CompositeFormat("{0} {1}").formatted([.text("{1}"), .text("{0}")]) == "{1} {0}")
    }

    @Test(
        "an enormous precision is no danger",
        arguments: ["{0:F999999}", "{0:N60}", "{0:D60}", "{0:E50}", "{0:X999}"])
    func precision(format: String) {
        #expect(CompositeFormat(format).formatted([.integer(5)]).count < 200)
        #expect(CompositeFormat(format).formatted([.number(5)]).count < 200)
    }
}
