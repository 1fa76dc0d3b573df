import Testing

/// What the style asks for and a machine can see.
@Suite("rules for every file") struct RuleTests {
    private let tree: SourceTree

    init() throws { tree = try SourceTree() }

    private func expectNone(
        in files: [SourceTree.File], of pattern: some RegexComponent, _ reason: String,
        unless isAllowed: (SourceTree.File, Int) -> Bool = { _, _ in false }
    ) {
        for file in files {
            for (number, line) in file.code where line.contains(pattern) && !isAllowed(file, number) {
                Issue.record("\(file):\(number): \(reason): \(line.drop { $0 == " " })")
            }
        }
    }

    private var swift: [SourceTree.File] {
        // This target quotes what it forbids.
        tree.files.filter { $0.isSwift && $0.target != "ArchitectureTests" }
    }

    @Test("unsafe code is in PythonBridge and CursesTerminal, their tests, and where tests start processes")
    func unsafe() {
        let allowed = [
            "PythonBridge", "CursesTerminal", "PythonBridgeTests", "CursesTerminalTests", "PythonSupport",
        ]
        let files = swift.filter {
            !allowed.contains($0.target) && $0.path != "Tests/EndToEndTests/Support/ChildProcess.swift"
                // They speak to CPython and to the modules that they compare with in their own language.
                && !$0.path.hasPrefix("Tests/Benchmarks/")
        }
        expectNone(
            in: files, of: /\bunsafe\b|Unsafe\w*(Pointer|Bitcast|Continuation)|\bunsafe\w+\(/, "unsafe code")
    }

    @Test("no unsafe pointer is in a signature that other targets see")
    func signatures() {
        expectNone(in: swift, of: /^\s*(public|package) .*Unsafe\w*Pointer/, "a pointer leaves its target")
    }

    @Test("what can bring the program down or break the rules of concurrency has its reason beside it")
    func reasons() {
        expectNone(
            in: swift, of: /try!|fatalError\(|@unchecked Sendable|nonisolated\(unsafe\)/,
            "no reason beside it",
            unless: { $0.hasReason(at: $1) })
    }

    @Test("nothing sleeps or polls in the program")
    func sleep() {
        let files = swift.filter { $0.path.hasPrefix("Sources/") }
        expectNone(in: files, of: /\b(u|nano)?sleep\(\d|Thread\.sleep|Task\.sleep/, "a sleep")
    }

    @Test("no file is longer than 250 lines")
    func length() {
        for file in tree.files where !file.path.contains("/Golden/") {
            // A line end at the end begins no line.
            #expect(file.lines.count - 1 <= 250, "\(file)")
        }
    }

    @Test("no type is named after having no name")
    func names() {
        // What a parenthesis follows is a class of Python in a test's text.
        expectNone(
            in: swift,
            of:
                /^\s*(?:@?\w+(?:\(\w+\))? )*(?:class|struct|enum|protocol|actor|typealias)\s+\w*(Manager|Helper|Helpers|Utils|Util|Info|Base)\b(?!\()/,
            "a name that says nothing")
    }

    @Test("no path of one machine and nothing left to do is in any file")
    func machines() {
        // In pieces, so that this line is not what it looks for.
        let places = ["work", "farm", "root", "tmp", "home"].map { "/" + $0 + "/" }
        let marks = ["TO" + "DO", "FIX" + "ME", "XX" + "X:"]
        for file in tree.files {
            for (index, line) in file.lines.enumerated() {
                let found = (places + marks).filter { line.contains($0) }
                #expect(found.isEmpty, "\(file):\(index + 1)")
            }
        }
    }
}
