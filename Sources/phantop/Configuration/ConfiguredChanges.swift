internal import Foundation
internal import Preferences

/// What a configuration file makes of a run that nobody has asked for on the command line.
///
/// Whoever presses `S` in one dashboard changes every run to come, also one that only a machine looks at.
struct ConfiguredChanges {
    /// The options without which another run would be the same one.
    private static let decisive: Set<String> = [
        "preset", "eviction", "driver", "owner", "interval", "collect", "trim", "in-one-go", "plans", "steps",
        "duration", "rate", "memory-limit", "python", "tolerance",
    ]

    /// `config.toml: eviction never, interval 5`; nil where nothing decisive is changed.
    let sentence: String?

    /// - Parameters:
    ///   - typed: the words of the command line, which count more.
    ///   - path: of the file.
    init(_ preferences: Preferences, typed: [String], path: String) {
        let changes = preferences.options
            .filter { Self.decisive.contains($0.key) && !Self.isTyped($0.key, in: typed) }
            .flatMap(\.arguments).map { $0.drop { $0 == "-" }.replacing("=", with: " ", maxReplacements: 1) }
        let name = URL(fileURLWithPath: path).lastPathComponent
        sentence = changes.isEmpty ? nil : "\(name): \(changes.joined(separator: ", "))"
    }

    /// Whether an option stands among the words of a command line.
    static func isTyped(_ key: String, in typed: [String]) -> Bool {
        typed.contains { $0 == "--\(key)" || $0 == "--no-\(key)" || $0.hasPrefix("--\(key)=") }
    }
}
