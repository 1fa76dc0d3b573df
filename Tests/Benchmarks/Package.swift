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
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                .product(name: "PythonBridge", package: "phantop"),
                .product(name: "PlanEngine", package: "phantop"),
                .product(name: "OpenTAP", package: "phantop"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [.embedInCode("contest.py")],
            swiftSettings: [
                .strictMemorySafety(),
                .treatAllWarnings(as: .error),
                .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"),
            ])
    ],
    swiftLanguageModes: [.v6]
)
