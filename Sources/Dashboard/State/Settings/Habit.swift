internal import LeakAnalysis
internal import Telemetry
internal import TerminalUI

/// An option of the screen that can be changed in place, below the switches of the run.
enum Habit: Sendable, Hashable {
    case theme, glyphs, mouse, stepping, readOnly, bell
    case threshold(Series)
    case tolerance

    /// All of them, in the order of the page.
    static let all: [Habit] =
        [.theme, .glyphs, .mouse, .stepping, .readOnly, .bell] + Series.allCases.map(threshold)
        + [.tolerance]

    /// What it is called.
    var name: String {
        switch self {
        case .theme: "theme"
        case .glyphs: "glyphs"
        case .mouse: "mouse"
        case .stepping: "stepping"
        case .readOnly: "read-only"
        case .bell: "bell"
        case .threshold(let series): "\(series.rawValue) over"
        case .tolerance: "tolerance"
        }
    }

    /// The values between which it switches; none where there are too many.
    var choices: [String] {
        switch self {
        case .glyphs: ["auto"] + GlyphSet.allCases.map(\.rawValue)
        case .mouse, .stepping, .readOnly, .bell: ["no", "yes"]
        case .theme, .threshold, .tolerance: []
        }
    }

    /// The value that it has.
    /// - Parameter themes: names of all themes.
    func value(in habits: Habits, themes: [String]) -> String {
        switch self {
        case .theme: themes.indices.contains(habits.theme) ? themes[habits.theme] : "?"
        case .glyphs: habits.glyphs?.rawValue ?? "auto"
        case .mouse: Self.word(habits.usesMouse)
        case .stepping: Self.word(habits.isStepping)
        case .readOnly: Self.word(habits.isReadOnly)
        case .bell: Self.word(habits.rings)
        case .threshold(let series):
            habits.thresholds[series].map { Self.amount($0, of: series) } ?? "off"
        case .tolerance: Self.plain(habits.tolerance.bytesPerStep) + " B/step"
        }
    }

    /// Gives it one of its choices.
    func set(_ choice: String, in habits: inout Habits) {
        switch self {
        case .glyphs: habits.glyphs = GlyphSet(rawValue: choice)
        case .mouse: habits.usesMouse = choice == "yes"
        case .stepping: habits.isStepping = choice == "yes"
        case .readOnly: habits.isReadOnly = choice == "yes"
        case .bell: habits.rings = choice == "yes"
        case .theme, .threshold, .tolerance: break
        }
    }

    /// What a value of it means, in a few words.
    func meaning(of value: String) -> String {
        switch (self, value) {
        case (.theme, _): "t takes the next one everywhere"
        case (.glyphs, "auto"): "what the terminal can do"
        case (.glyphs, "braille"): "graphs of dots"
        case (.glyphs, "block"): "graphs of half blocks"
        case (.glyphs, _): "nothing beyond ASCII"
        case (.mouse, "yes"): "clicks and the wheel count"
        case (.mouse, _): "the terminal selects text"
        case (.stepping, "yes"): "graphs step: fewest bytes"
        case (.stepping, _): "graphs scroll all the time"
        case (.readOnly, "yes"): "keys ask nothing of the run"
        case (.readOnly, _): "keys may change the run"
        case (.bell, "yes"): "rings when a threshold is crossed"
        case (.bell, _): "thresholds are marked in silence"
        case (.threshold, "off"): "no threshold; Enter types one"
        case (.threshold(.heap), _): "marked when it has grown by more"
        case (.threshold, _): "marked when there are more"
        case (.tolerance, _): "growth up to that is no leak"
        }
    }

    /// As it is typed, to begin with.
    func typed(in habits: Habits) -> String {
        switch self {
        case .threshold(let series): habits.thresholds[series].map { Self.plain($0) } ?? ""
        case .tolerance: Self.plain(habits.tolerance.bytesPerStep)
        default: ""
        }
    }

    static func amount(_ value: Double, of series: Series) -> String {
        series == .heap ? Quantity.bytes(Int(value)) : Figures.grouped(Int(value))
    }

    /// A number without needless decimals.
    private static func plain(_ value: Double) -> String {
        value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
    }

    private static func word(_ isOn: Bool) -> String { isOn ? "yes" : "no" }
}
