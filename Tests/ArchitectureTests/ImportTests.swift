import Testing

/// Which target may import which of ours.
@Suite("the map of the targets") struct ImportTests {
    /// As ARCHITECTURE says it; what is not built yet is missing.
    private static let map: [String: Set<String>] = [
        "CLinux": [], "CSQLite": [], "CPython": [], "CNcurses": [],
        "Threading": ["CLinux"],
        "Telemetry": ["Threading", "CLinux"],
        "LeakAnalysis": [],
        "History": ["LeakAnalysis", "Telemetry"],
        "PythonBridge": ["CPython", "Threading"],
        "PlanEngine": ["PythonBridge", "Telemetry", "Threading"],
        "OpenTAP": ["PlanEngine", "PythonBridge"],
        "Soak": ["Telemetry", "LeakAnalysis", "History", "Threading", "CLinux", "CSQLite"],
        "TOML": [], "Preferences": ["TOML"], "TerminalUI": ["TOML"], "Themes": [],
        "CursesTerminal": ["TerminalUI", "CNcurses"],
        "Dashboard": ["TerminalUI", "Telemetry", "LeakAnalysis", "History"],
        "phantop": [
            "CLinux", "CursesTerminal", "Dashboard", "LeakAnalysis", "History", "OpenTAP", "PlanEngine",
            "Preferences", "PythonBridge", "Soak", "TOML", "Telemetry", "TerminalUI", "Themes", "Threading",
        ],
    ]

    /// What a line of Swift imports.
    private static func imported(by line: String) -> String? {
        guard line.contains("import ") else { return nil }
        return line.firstMatch(
            of: /^\s*(?:@\w+ )?(?:\w+ )?import (?:(?:struct|class|enum|func|protocol|typealias|var) )?(\w+)/
        )
        .map { String($0.output.1) }
    }

    private let files: [SourceTree.File]

    init() throws { files = try SourceTree(["Sources", "Themes"]).files }

    @Test("every target is on the map, and the search has found them")
    func complete() {
        let targets = Set(files.map(\.target))
        #expect(targets.isSubset(of: Self.map.keys))
        #expect(targets.isSuperset(of: ["CLinux", "PythonBridge", "Dashboard", "Themes", "phantop"]))
    }

    @Test("no target imports one of ours that the map does not allow")
    func allowed() {
        for file in files where file.isSwift {
            for (number, line) in file.code {
                guard let name = Self.imported(by: line), Self.map[name] != nil else { continue }
                #expect(
                    Self.map[file.target]?.contains(name) == true,
                    "\(file):\(number): \(file.target) must not import \(name)")
            }
        }
    }

    @Test("the map has no way round: nothing imports itself through others")
    func acyclic() {
        var open = Self.map
        while let leaf = open.first(where: { $0.value.isDisjoint(with: open.keys) })?.key { open[leaf] = nil }
        #expect(open.isEmpty)
    }

    @Test(
        "what is drawn and measured starts without Foundation, which takes longer than a first frame may",
        arguments: [
            "Dashboard", "TerminalUI", "CursesTerminal", "Telemetry", "LeakAnalysis", "History", "TOML",
            "Preferences",
        ])
    func light(target: String) {
        for file in files where file.target == target {
            for (number, line) in file.code {
                #expect(Self.imported(by: line) != "Foundation", "\(file):\(number)")
            }
        }
    }

    @Test(
        "an import is recognised in all its forms",
        arguments: [
            ("import CLinux", "CLinux"), ("internal import CLinux", "CLinux"), ("    package import A", "A"),
            ("@testable import Dashboard", "Dashboard"), ("public import struct Telemetry.Ring", "Telemetry"),
            ("let important = 1", nil), ("// import CLinux", nil),
        ] as [(String, String?)])
    func recognised(line: String, name: String?) {
        #expect(Self.imported(by: line) == name)
    }
}
