import PlanEngine
import PythonBridge
import PythonSupport
import Telemetry
import Testing

@Suite("The opentap module") @PythonThread
struct OpenTapTests {
    @Test(
        "hands over what OpenTAP's own does",
        arguments: [
            "TestStep", "TestPlan", "Verdict", "TraceSource", "OpenTap", "System", "clr", "sys", "os",
            "property", "attribute", "method",
            "Double", "Int32", "String", "Boolean",
        ])
    func names(name: String) throws {
        let station = try Station()
        #expect(station.script.error(name) == nil)
    }

    @Test("says which module a class is of", arguments: ["TestStep", "TestPlan", "Verdict"])
    func modules(name: String) throws {
        let station = try Station()
        #expect(
            try station.script.text("\(name).__module__, OpenTap.\(name) is \(name)") == "('OpenTap', True)")
    }

    @Test("a step as in OpenTAP's documentation runs")
    func example() throws {
        let station = try Station()
        try station.script.run(
            """
            from System import Double
            @attribute(OpenTap.Display("Charge", "Simulates charging.", "Python Example"))
            class Charge(TestStep):
                Current = property(Double, 10.0).add_attribute(OpenTap.Unit("A"))
                def __init__(self): super(Charge, self).__init__()
                def Run(self):
                    super().Run()
                    self.log.Info("Charging at {0:F1} A", self.Current)
                    self.PublishResult("Charge", ["Current"], [self.Current])
                    self.UpgradeVerdict(OpenTap.Verdict.Pass)
            plan = OpenTap.TestPlan(); plan.ChildTestSteps.Add(Charge())
            """)
        try station.run("plan")
        #expect(try station.script.text("plan.Verdict") == "10")
        #expect(station.log == [LogLine(level: .info, source: "Charge", text: "Charging at 10.0 A")])
    }

    @Test(
        "a log line has its level and its placeholders filled in",
        arguments: [
            ("Debug('plain')", LogLine.Level.debug, "plain"),
            ("Warning('{0} of {1}', 1, 'two')", .warning, "1 of two"),
            ("Error('{0:F2} {1,6}', 1.5, 'x')", .error, "1.50      x"), ("Info('{0}')", .info, "{0}"),
            ("Info('{0} {1} {2}', None, True, [1])", .info, "None True [1]"), ("Info(5)", .info, "5"),
            ("Info('{0}', Verdict.Pass)", .info, "10"), ("Info('{0:X}', 255)", .info, "FF"),
            ("Info('\\udc80\\x1b')", .info, "\\udc80·"),
            ("Info('{0}', 10**30)", .info, "1" + String(repeating: "0", count: 30)),
            ("Info('a\\nb\\n')", .info, "a\nb"),
            ("Info(KeyError('gain'))", .info, "KeyError: 'gain'"),
        ])
    func log(call: String, level: LogLine.Level, text: String) throws {
        let station = try Station()
        try station.script.run("step = TestStep(); step.Name = 'amp'; step.log.\(call)")
        #expect(station.log == [LogLine(level: level, source: "amp", text: text)])
    }

    @Test("an exception in the log has its traceback")
    func exception() throws {
        let station = try Station()
        try station.script.run("try: 1 / 0\nexcept Exception as error: TestStep().log.Error(error)")
        let line = try #require(station.log.first)
        #expect(
            line.text.hasPrefix("Traceback (most recent call last):\n")
                && line.text.hasSuffix("ZeroDivisionError: division by zero"))
    }

    @Test(
        "a log call that makes no sense raises",
        arguments: [
            ("Info()", "TypeError: Info takes 1 to 64 arguments, not 0"),
            (
                "Info('{0}', type('Odd', (), {'__str__': lambda self: 1 / 0})())",
                "ZeroDivisionError: division by zero"
            ),
        ])
    func badLog(call: String, expected: String) throws {
        let station = try Station()
        #expect(station.script.error("TestStep().log.\(call)") == expected)
    }

    @Test("the log of a step may be kept anywhere without keeping the step")
    func keptLog() throws {
        let station = try Station()
        try station.script.run("class S(TestStep): pass\nlog = S().log")
        _ = try station.script.interpreter.withGIL { try station.monitor.sweep(.script, holding: &$0) }
        #expect(station.registry.census.entries == 1)
        try station.script.run("log.Info('still here')")
        #expect(station.log.map(\.text) == ["still here"])
    }

    @Test("what is printed becomes lines of the log, however it is cut")
    func output() throws {
        let station = try Station()
        try station.script.run(
            """
            print("one"); print("two", end=""); print(" parts"); print("a\\nb")
            sys.stderr.write("problem\\n"); sys.stdout.writelines(["x", "y\\n"]); print("rest", end=""); sys.stdout.flush()
            """)
        let output = station.log.filter { $0.level == .info }.map(\.text)
        #expect(output == ["one", "two parts", "a", "b", "xy", "rest"])
        #expect(station.log.filter { $0.level == .error }.map(\.text) == ["problem"])
        #expect(station.log.allSatisfy { $0.source == "Python" })
    }

    @Test("a line without end is cut, not collected for ever")
    func endlessLine() throws {
        let station = try Station()
        try station.script.run("for _ in range(50): sys.stdout.write('x' * 1000)")
        #expect(station.log.count >= 5)
        #expect(
            station.script.error("sys.stdout.write(5)") == "TypeError: write() argument must be str, not int")
    }

    @Test("the settings of the monitor are there under their OpenTAP name")
    func settings() throws {
        let station = try Station()
        #expect(
            try station.script.text("OpenTap.PythonMemoryMonitor.Current.CleanupIntervalSeconds") == "30.0")
        try station.script.run("OpenTap.PythonMemoryMonitor.Current.CleanupIntervalSeconds = 5")
        #expect(station.monitor.current.interval == 5)
        #expect(
            station.script.error("OpenTap.PythonMemoryMonitor.Current.CleanupIntervalSeconds = 0")?.hasPrefix(
                "ValueError: ") == true)
    }
}
