internal import Foundation
internal import TerminalUI
internal import Themes

/// The themes to step through, and the one to begin with.
struct ThemeChoice {
    /// The built-in themes, and before them the file that was named, if any.
    let themes: [Theme]
    /// Index of the one to begin with.
    let first: Int

    /// Names of the built-in themes.
    static var names: [String] { BuiltInThemes.all.map(\.name) }

    /// Reads the themes.
    /// - Parameter choice: the name of a built-in theme, or the path of a TOML file; nil for the first.
    init(_ choice: String?) throws {
        do {
            let builtIn = try BuiltInThemes.all.map { try Theme(toml: $0.text, file: "\($0.name).toml") }
            guard let choice else {
                (themes, first) = (builtIn, 0)
                return
            }
            if let index = Self.names.firstIndex(of: choice) {
                (themes, first) = (builtIn, index)
                return
            }
            guard let text = try? String(contentsOfFile: choice, encoding: .utf8) else {
                throw Failure(
                    reason: "--theme \(choice): no such theme and no readable file; there is: "
                        + Self.names.joined(separator: ", "))
            }
            (themes, first) = ([try Theme(toml: text, file: choice)] + builtIn, 0)
        } catch let error as ThemeError {
            throw Failure(reason: error.description)
        }
    }
}
