import Foundation

/// The files of the package, as text.
struct SourceTree {
    struct File: CustomStringConvertible {
        /// Path from the top of the package: `Sources/Telemetry/Ring.swift`.
        let path: String
        let lines: [String]

        var description: String { path }

        var isSwift: Bool { path.hasSuffix(".swift") }

        /// The target that it belongs to: the folder below Sources or Tests, or the one at the top.
        var target: String {
            let parts = path.split(separator: "/").map(String.init)
            return ["Sources", "Tests"].contains(parts[0]) ? parts[1] : parts[0]
        }

        /// The lines without their comments, with numbers from 1.
        var code: [(number: Int, text: String)] {
            lines.enumerated().map { index, line in
                guard line.contains("//") else { return (index + 1, line) }
                return (
                    index + 1,
                    line.firstRange(of: #/(^|\s)///#).map { String(line[..<$0.lowerBound]) } ?? line
                )
            }
        }

        /// Whether a line has a comment that is no documentation, on it or next to it.
        func hasReason(at number: Int) -> Bool {
            (max(1, number - 2)...min(lines.count, number + 1)).contains {
                lines[$0 - 1].contains(#/(^|[^/])// /#)
            }
        }
    }

    /// The top of the package.
    static let top = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let kinds: Set<String> = ["swift", "c", "h", "py", "toml", "modulemap", "txt", "md"]

    let files: [File]

    /// Reads everything below some folders, and the files that are named.
    init(_ places: [String] = ["Sources", "Tests", "Themes", "Package.swift", "README.md", ".ci/run"]) throws
    {
        var files: [File] = []
        for place in places {
            let url = Self.top.appendingPathComponent(place)
            let below =
                FileManager.default.subpaths(atPath: url.path)?.sorted().map { place + "/" + $0 } ?? []
            for path in below.isEmpty ? [place] : below {
                let file = Self.top.appendingPathComponent(path)
                guard below.isEmpty || Self.kinds.contains(file.pathExtension) && !path.contains("/.") else {
                    continue
                }
                let text = try String(contentsOf: file, encoding: .utf8)
                files.append(File(path: path, lines: text.components(separatedBy: "\n")))
            }
        }
        self.files = files
    }
}
