internal import Dashboard
internal import Foundation
internal import Soak

/// What a person asks of this side of the dashboard.
struct Errands {
    let file: ConfigurationFile
    /// Where the person was when it began; a script may go elsewhere.
    let folder = FileManager.default.currentDirectoryPath

    /// Does it, and says what became of it.
    func serve(_ errand: Errand, _ picture: Picture) -> Errand.Answer {
        switch errand {
        case .writeScreen: write(picture)
        case .save(let options): file.save(options)
        // Only a record can be played, and there this is not asked.
        case .play: Errand.Answer("nothing is being replayed", isDone: false)
        }
    }

    private func write(_ picture: Picture) -> Errand.Answer {
        let clock = DateFormatter()
        clock.locale = Locale(identifier: "en_US_POSIX")
        clock.dateFormat = "yyyyMMdd-HHmmss"
        let name = "phantop-\(clock.string(from: Date()))"
        do {
            for (ending, text) in [("txt", picture.plain), ("ansi", picture.colored)] {
                try Data(text.utf8).write(
                    to: URL(fileURLWithPath: "\(folder)/\(name).\(ending)"), options: .atomic)
            }
            return Errand.Answer("wrote \(name).txt and .ansi in \(folder)", isDone: true)
        } catch {
            return Errand.Answer("cannot write in \(folder): \(SystemReason.of(error))", isDone: false)
        }
    }
}
