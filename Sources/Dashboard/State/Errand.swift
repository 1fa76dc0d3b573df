internal import LeakAnalysis
package import History
internal import Telemetry
internal import TerminalUI

/// What a person asks of whoever shows the dashboard, not of the run: it concerns files on this side.
package enum Errand: Sendable, Equatable {
    /// Writes the screen to files, as text and with its colours.
    case writeScreen
    /// Plays the record that is shown in another way.
    case play(Playback.Request)
    /// Keeps options for every run to come; nil takes one away, so that what is usual holds.
    case save([Option])

    /// An option of the command line.
    package struct Option: Sendable, Equatable {
        /// What it may be.
        package enum Value: Sendable, Equatable { case text(String), number(Double), flag(Bool) }

        /// Its long name without dashes, or what is named in its table.
        package let name: String
        /// What it is to be.
        package let value: Value?
        /// The table of the configuration file in which it stands; nil outside all tables.
        package let table: String?

        init(_ name: String, _ value: Value?, in table: String? = nil) {
            self.name = name
            self.value = value
            self.table = table
        }
    }

    /// What became of it, in a sentence.
    package struct Answer: Sendable, Equatable {
        /// The sentence.
        package let text: String
        /// Whether it was done.
        package let isDone: Bool

        /// Creates an answer.
        package init(_ text: String, isDone: Bool) {
            self.text = text
            self.isDone = isDone
        }
    }
}

extension Interaction {
    /// Answers a key that is about this side.
    mutating func serve(_ action: Action, _ situation: Situation) {
        switch action {
        case .nextGlyphs: changeGlyphs(situation)
        case .writeScreen: errand = .writeScreen
        default: errand = .save([])
        }
    }

    private mutating func changeGlyphs(_ situation: Situation) {
        guard situation.isUnicode else {
            return answer("the locale has nothing but ASCII", .warning)
        }
        let all: [GlyphSet] = [.braille, .block, .ascii]
        let index = all.firstIndex(of: situation.glyphs) ?? 0
        let next = all[(index + 1) % all.count]
        habits.glyphs = next
        answer("glyphs \(next.rawValue)", .label)
    }
}

extension Dashboard {
    /// Everything that a key can change and that may hold for every run to come.
    var options: [Errand.Option] {
        // What was true of the run on record is no wish for others.
        guard configuration.source != .replayed else { return habitOptions.filter { $0.name != "tolerance" } }
        let settings = situation.settings
        // What a preset says need not be written down beside it.
        func only(_ value: Errand.Option.Value) -> Errand.Option.Value? { settings.isModified ? value : nil }
        return habitOptions + [
            .init("preset", .text(settings.preset.rawValue)),
            .init("eviction", only(.text(settings.eviction))),
            .init("driver", only(.text(settings.driver))), .init("owner", only(.text(settings.owner))),
            .init("collect", only(.flag(settings.collects))), .init("trim", only(.flag(settings.trims))),
            .init("in-one-go", only(.flag(settings.inOneGo))), .init("interval", .number(settings.interval)),
        ]
    }

    /// What came from `--read-only` is left as the file has it: it was meant for one run.
    private var habitOptions: [Errand.Option] {
        let habits = interaction.habits
        let readOnly = Errand.Option("read-only", .flag(habits.isReadOnly))
        return [
            .init("theme", .text(configuration.themeChoices[habits.theme])),
            .init("glyphs", habits.glyphs.map { .text($0.rawValue) }),
            .init("mouse", .flag(habits.usesMouse)),
            .init("stepping", .flag(habits.isStepping)), .init("bell", .flag(habits.rings)),
            .init("tolerance", .number(habits.tolerance.bytesPerStep)),
        ] + (configuration.isReadOnlyFixed ? [] : [readOnly])
            + Series.allCases.map { series in
                let threshold = habits.thresholds[series].map { Habit.option($0, of: series) }
                return .init(series.rawValue, threshold, in: "thresholds")
            }
    }
}
