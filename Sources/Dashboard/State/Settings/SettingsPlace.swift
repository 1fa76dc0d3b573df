/// A row of the page of settings that can be chosen and changed.
enum SettingsRow: Sendable, Hashable {
    /// A switch of the run.
    case run(Setting)
    /// An option of the screen.
    case screen(Habit)

    /// All of them, in the order of the page.
    static let all = Setting.allCases.map(run) + Habit.all.map(screen)

    /// Lines between the switches and the options: an empty one, the figures, and a heading.
    static let linesBetween = 6
    /// Lines of the whole page.
    static let lines = all.count + linesBetween

    /// What it is called.
    var name: String {
        switch self {
        case .run(let setting): setting.name
        case .screen(let habit): habit.name
        }
    }

    /// The values between which it switches; none where there are too many.
    var choices: [String] {
        switch self {
        case .run(let setting): setting.choices
        case .screen(let habit): habit.choices
        }
    }

    /// Its line on the page, from 0.
    var line: Int {
        let index = Self.all.firstIndex(of: self) ?? 0
        if case .run = self { return index }
        return index + Self.linesBetween
    }
}

/// Where somebody is on the page of settings.
struct SettingsPlace: Sendable, Equatable {
    /// The row that is chosen.
    private(set) var chosen = SettingsRow.run(.preset)
    private var top = 0

    /// The line at the top of so many rows: the chosen one is in sight, and with the last switch the figures below it.
    func first(rows: Int) -> Int {
        let line = chosen.line
        guard line > 0 else { return 0 }
        let last = chosen == .run(.interval) ? line + SettingsRow.linesBetween - 1 : line
        let first = min(top, max(0, SettingsRow.lines - rows))
        return min(max(first, last - rows + 1), line)
    }

    /// Chooses another row as a key says.
    mutating func move(by action: Action, rows: Int) {
        let all = SettingsRow.all
        let index = all.firstIndex(of: chosen) ?? 0
        let target =
            switch action {
            case .up: index - 1
            case .down: index + 1
            case .pageUp: index - max(1, rows - 1)
            case .pageDown: index + max(1, rows - 1)
            case .toBeginning: 0
            case .toEnd: all.count - 1
            default: index
            }
        choose(all[min(max(0, target), all.count - 1)], rows: rows)
    }

    /// Chooses a row.
    mutating func choose(_ row: SettingsRow, rows: Int) {
        chosen = row
        top = first(rows: rows)
    }
}

extension [String] {
    /// The choice beside one: the one before or after it, or round and round; nil at an end.
    func choice(beside value: String, by action: Action) -> String? {
        guard let index = firstIndex(of: value) else { return first }
        switch action {
        case .left: return index > 0 ? self[index - 1] : nil
        case .right: return index + 1 < count ? self[index + 1] : nil
        default: return self[(index + 1) % count]
        }
    }
}
