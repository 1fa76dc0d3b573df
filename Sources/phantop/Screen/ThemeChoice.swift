internal import Foundation
internal import TerminalUI
internal import Themes

/// The themes to step through, and the one to begin with.
struct ThemeChoice {
    /// The built-in themes, and before them the file that was named, if any.
    let themes: [Theme]
    /// How each of them is named on the command line.
    let choices: [String]
    /// Index of the one to begin with.
    let first: Int

    /// Names of the built-in themes.
    static var names: [String] { BuiltInThemes.all.map(\.name) }

    /// The first, or the light one where the last number of `COLORFGBG`, as rxvt and Konsole set it, is a light colour.
    private static func usual(on background: String?) -> Int {
        let number = background?.split(separator: ";").last.flatMap { Int($0) }
        let isLight = number.map { $0 == 7 || (9...15).contains($0) } ?? false
        return isLight ? names.firstIndex(of: "light") ?? 0 : 0
    }

    /// What is said of a theme that is none.
    static var absence: String {
        "no such theme and no readable file; there is: " + names.joined(separator: ", ")
    }

    /// Whether there is a theme or a file of that name.
    static func isThere(_ name: String) -> Bool {
        names.contains(name) || FileManager.default.isReadableFile(atPath: name)
    }

    /// Reads the themes; the one to begin with is that of `--theme`, or the one that suits the background.
    /// - Throws: one line that says why a theme that was named cannot be used.
    init(_ options: ScreenOptions) throws {
        let background = ProcessInfo.processInfo.environment["COLORFGBG"]
        do {
            let builtIn = try BuiltInThemes.all.map { try Theme(toml: $0.text, file: "\($0.name).toml") }
            guard let choice = options.theme else {
                (themes, choices, first) = (builtIn, Self.names, Self.usual(on: background))
                return
            }
            if let index = Self.names.firstIndex(of: choice) {
                (themes, choices, first) = (builtIn, Self.names, index)
                return
            }
            // Whatever the reason, there is no theme; the line says what would be one.
            guard let text = try? String(contentsOfFile: choice, encoding: .utf8) else {
                throw Failure(reason: "--theme \(choice): \(Self.absence)")
            }
            // The path of a TOML file, or that of a theme for btop, which are called so.
            let isForBtop = choice.hasSuffix(".theme")
            let named = try isForBtop ? Theme(btop: text, file: choice) : Theme(toml: text, file: choice)
            let path = URL(fileURLWithPath: choice).path
            (themes, choices, first) = ([named] + builtIn, [path] + Self.names, 0)
        } catch let error as ThemeError {
            throw Failure(reason: error.description)
        }
    }
}
