internal import Dashboard
internal import Foundation
internal import Preferences
internal import Soak
internal import TOML

/// The file in which a person keeps options for every run.
struct ConfigurationFile {
    /// Where it is.
    let path: String
    /// Whether it was named, so that it must be there.
    private let isNamed: Bool

    /// - Parameter path: as it was named; nil means the usual place, which is `phantop/config.toml` in
    ///   `$XDG_CONFIG_HOME`, or else in `~/.config` (XDG Base Directory Specification 0.8).
    init(_ path: String?, environment: [String: String] = ProcessInfo.processInfo.environment) {
        isNamed = path != nil
        // A relative folder counts as none, says the specification.
        let configured = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
        let folder = configured ?? (environment["HOME"] ?? "") + "/.config"
        self.path = path ?? folder + "/phantop/config.toml"
    }

    /// What it says; nil if there is none.
    /// - Throws: one line that says what is wrong and where.
    func read(known: [String: Preferences.Kind]) throws(Failure) -> Preferences? {
        guard let text = try text() else { return nil }
        do throws(PreferencesError) {
            return try Preferences(text, file: path, known: known)
        } catch {
            throw Failure(reason: error.description)
        }
    }

    /// Writes options into it and leaves everything else in it as it is.
    ///
    /// The file is replaced as a whole, so that nobody ever sees half of it; where it is a link, its target is.
    func save(_ options: [Errand.Option]) -> Errand.Answer {
        do throws(Failure) {
            try write(try changed(try text() ?? "", options))
            return Errand.Answer("saved to \(path)", isDone: true)
        } catch {
            return Errand.Answer("not saved: \(error.reason)", isDone: false)
        }
    }

    private func changed(_ text: String, _ options: [Errand.Option]) throws(Failure) -> String {
        do throws(TOMLError) {
            var editor = try TOMLEditor(text)
            for option in options {
                try editor.set(option.name, in: option.table, to: option.value.map(Self.literal))
            }
            return editor.text
        } catch {
            throw Failure(reason: "\(path):\(error.line): \(error.reason)")
        }
    }

    private func text() throws(Failure) -> String? {
        let manager = FileManager.default
        if !manager.fileExists(atPath: path), !isNamed { return nil }
        // A pipe and the like can be read too. At the end of nothing there is no data. Why not does not matter.
        guard let file = FileHandle(forReadingAtPath: path), let data = try? file.readToEnd() ?? Data() else {
            throw Failure(reason: "\(path): not readable; --config names another configuration file")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw Failure(reason: "\(path): not in UTF-8")
        }
        return text
    }

    private func write(_ text: String) throws(Failure) {
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
        do {
            try FileManager.default.createDirectory(
                at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: target, options: .atomic)
        } catch {
            throw Failure(reason: "\(path) cannot be written: \(SystemReason.of(error))")
        }
    }

    private static func literal(_ value: Errand.Option.Value) -> String {
        switch value {
        case .text(let text): TOMLEditor.literal(text)
        case .number(let number): number == number.rounded() ? "\(Int(number))" : "\(number)"
        case .flag(let isOn): "\(isOn)"
        }
    }
}
