import PythonSupport
import Testing

@testable import PythonBridge

@Suite("Interpreter") @PythonThread
struct InterpreterTests {
    @Test("is isolated from the user's environment")
    func isolated() throws {
        let script = try Script(in: PythonThread.interpreter)
        try script.run("import sys")
        #expect(try script.text("sys.flags.isolated") == "1")
    }

    @Test("runs on the standard library that belongs to the embedded version")
    func library() throws {
        let script = try Script(in: PythonThread.interpreter)
        try script.run("import os, sys")
        let prefix = InterpreterConfiguration.embeddedPrefix
        #expect(try script.text("os.__file__").hasPrefix(prefix + "/"))
        #expect(try script.text("sys.version").hasPrefix(InterpreterConfiguration.embeddedVersion + " "))
    }

    @Test("a recursion that never ends becomes RecursionError, through Swift frames too")
    func recursion() throws {
        let bench = try Bench()
        try bench.script.run("part = Part()\ndef again(): return part.call(again)")
        #expect(bench.script.error("again()")?.hasPrefix("RecursionError: ") == true)
    }

    @Test("garbage is collected even where a script has switched its collector off")
    func collects() throws {
        let script = try Script(in: PythonThread.interpreter)
        try script.run("import gc\ngc.disable()\nring = []\nring.append(ring)\ndel ring")
        let found = script.interpreter.withGIL { $0.collectGarbage() }
        #expect(found > 0)
        #expect(try script.text("gc.isenabled()") == "False")
        try script.run("gc.enable()")
    }

    @Test("a module made from text can be imported by other code")
    func module() throws {
        let bench = try Bench()
        _ = try bench.interpreter.withGIL { (gil) throws(PythonError) in
            try gil.importModule("made_from_text", source: "answer = 42", path: "<made>")
        }
        defer { bench.script.forgetModule("made_from_text") }
        try bench.script.run("import made_from_text")
        #expect(try bench.script.text("made_from_text.answer") == "42")
    }
}
