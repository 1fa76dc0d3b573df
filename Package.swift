// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// A target of ours: one folder below Sources, and the only targets it may import.
func module(
    _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
    .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: strict)
}

/// The tests of one module.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: name + "Tests", dependencies: [.byName(name: name), "TestSupport"] + dependencies,
        exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "phantop",
    products: [
        .executable(name: "phantop", targets: ["phantop"]),
        .library(name: "PythonBridge", targets: ["PythonBridge"]),
        .library(name: "PlanEngine", targets: ["PlanEngine"]),
        .library(name: "OpenTAP", targets: ["OpenTAP"]),
        .library(name: "LeakAnalysis", targets: ["LeakAnalysis"]),
        .library(name: "TerminalUI", targets: ["TerminalUI"]),
        // For Tests/Benchmarks, a package of its own, which sees nothing that is not public.
        .library(name: "BenchmarkSupport", targets: ["BenchmarkSupport"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        // Its sockets, for the connection between a run and those who watch it.
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CPython", pkgConfig: "python-3.11-embed", providers: [.apt(["libpython3.11-dev"])]),
        .systemLibrary(name: "CNcurses", providers: [.apt(["libncursesw5-dev"])]),
        .target(name: "CLinux"),
        .target(name: "CSQLite", linkerSettings: [.linkedLibrary("sqlite3")]),
        module("Threading", ["CLinux"]),
        module("PythonBridge", ["CPython", "Threading"]),
        module("Telemetry", ["Threading", "CLinux"]),
        module(
            "PlanEngine", ["PythonBridge", "Telemetry", "Threading"],
            resources: [.embedInCode("Workload/workload.py"), .embedInCode("Workload/Scenarios")]),
        module(
            "OpenTAP", ["PlanEngine", "PythonBridge"],
            resources: [
                .embedInCode("Python/opentap.py"), .embedInCode("Python/OpenTap.py"),
                .embedInCode("Python/System.py"), .embedInCode("Python/clr.py"),
                .embedInCode("Python/process.py"),
            ]),
        module("LeakAnalysis"),
        module(
            "Soak",
            [
                "History", "LeakAnalysis", "Telemetry", "Threading", "CLinux", "CSQLite",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]),
        module("History", ["LeakAnalysis", "Telemetry"]),
        module("TOML"),
        module("Preferences", ["TOML"]),
        module("TerminalUI", ["TOML"]),
        .target(
            name: "Themes", path: "Themes",
            resources: [
                .embedInCode("dark.toml"), .embedInCode("light.toml"), .embedInCode("high-contrast.toml"),
                .embedInCode("colour-blind.toml"), .embedInCode("monochrome.toml"),
                .embedInCode("terminal16.toml"),
            ],
            swiftSettings: strict),
        module("Dashboard", ["TerminalUI", "Telemetry", "LeakAnalysis", "History"]),
        module("CursesTerminal", ["TerminalUI", "CNcurses"]),
        .executableTarget(
            name: "phantop",
            dependencies: [
                "CLinux", "CursesTerminal", "Dashboard", "History", "LeakAnalysis", "OpenTAP",
                "PlanEngine", "Preferences", "PythonBridge", "Soak", "TOML", "Telemetry", "TerminalUI",
                "Themes", "Threading",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["TerminalUI"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .target(
            name: "PythonSupport", dependencies: ["PythonBridge", "Threading"], path: "Tests/PythonSupport",
            swiftSettings: strict),
        .target(
            name: "BenchmarkSupport",
            dependencies: [
                "Dashboard", "History", "OpenTAP", "PlanEngine", "PythonBridge", "Soak", "Telemetry",
                "TerminalUI", "Threading",
            ],
            path: "Tests/BenchmarkSupport", swiftSettings: strict),
        tests("Threading"),
        tests("Telemetry", ["Threading"]),
        tests("TOML"),
        tests("Preferences"),
        tests("History", ["LeakAnalysis", "Telemetry"]),
        tests("LeakAnalysis", exclude: ["Statistics/trend-golden.json"]),
        tests(
            "Soak",
            [
                "History", "LeakAnalysis", "Telemetry", "Dashboard", "TerminalUI", "Threading",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "FlyingSocks", package: "FlyingFox"),
            ]),
        tests("PythonBridge", ["PythonSupport", "Threading"]),
        tests("PlanEngine", ["PythonBridge", "PythonSupport", "Telemetry", "Threading"]),
        tests("OpenTAP", ["PlanEngine", "PythonBridge", "PythonSupport", "Telemetry"]),
        tests("TerminalUI", ["Themes"], exclude: ["Views/Golden"]),
        tests("CursesTerminal", ["TerminalUI", "CNcurses"]),
        tests("Dashboard", ["History", "LeakAnalysis", "TerminalUI", "Telemetry"], exclude: ["Golden"]),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "History", "LeakAnalysis", "Soak", "Telemetry", "Threading",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            exclude: ["Workloads"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
