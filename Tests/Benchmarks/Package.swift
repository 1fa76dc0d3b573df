// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that the product does not depend on what it is compared with.
let package = Package(
    name: "Benchmarks",
    dependencies: [
        .package(name: "phantop", path: "../.."),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(name: "CBenchmarks"),
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "CBenchmarks",
                .product(name: "BenchmarkSupport", package: "phantop"),
                .product(name: "PythonBridge", package: "phantop"),
                // Only run, as a program, by the row that presses a key.
                .product(name: "phantop", package: "phantop"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [.embedInCode("contest.py"), .embedInCode("busy.py"), .embedInCode("key.py")],
            swiftSettings: [
                .strictMemorySafety(),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
