internal import Telemetry
internal import TerminalUI

/// What keys and clicks change on the page of settings.
extension Interaction {
    /// Changes the row that is chosen.
    mutating func change(_ action: Action, _ situation: Situation) -> Command? {
        switch places.settings.chosen {
        case .run(.interval):
            if action == .choose {
                if mayChange(situation) { ask(.typing(.interval, .interval)) }
                return nil
            }
            return step(action == .left ? .shorterInterval : .longerInterval, situation)
        case .run(let setting):
            let value = requests.value(of: setting) ?? setting.value(in: situation.settings)
            guard let choice = setting.choices.choice(beside: value, by: action) else { return nil }
            return requestChange(situation) { $0.ask(choice, of: setting) }
        case .screen(let habit):
            change(habit, action, situation)
            return nil
        }
    }

    /// Chooses a row by a click, and changes it where the click was on one of its values.
    mutating func click(_ row: SettingsRow, _ choice: String?, in situation: Situation) -> Command? {
        choose(.setting(row, choice: choice), in: situation)
        guard let choice else { return nil }
        guard row.choices.contains(choice) else { return change(.choose, situation) }
        switch row {
        case .run(let setting):
            guard choice != requests.value(of: setting) ?? setting.value(in: situation.settings) else {
                return nil
            }
            return requestChange(situation) { $0.ask(choice, of: setting) }
        case .screen(let habit):
            set(choice, of: habit, situation)
            return nil
        }
    }

    /// Takes over what was typed for an option of the screen; what cannot be used leaves the question open.
    mutating func take(_ text: String, for habit: Habit) {
        do {
            try habit.set(typed: text, in: &habits)
            ask(nil)
        } catch {
            answer(error.reason, .bad)
        }
    }

    private mutating func change(_ habit: Habit, _ action: Action, _ situation: Situation) {
        switch habit {
        case .theme:
            let last = situation.themes.count - 1
            switch action {
            case .left: habits.theme = max(0, habits.theme - 1)
            case .right: habits.theme = min(last, habits.theme + 1)
            default: habits.theme = habits.theme < last ? habits.theme + 1 : 0
            }
        case .threshold, .tolerance:
            guard action == .choose else {
                return habit.step(up: action == .right, in: &habits, from: situation.snapshot)
            }
            ask(.typing(.habit(habit), LineEditor(habit.typed(in: habits))))
        case .glyphs, .mouse, .stepping, .readOnly, .bell:
            let value = habit.value(in: habits, themes: situation.themes)
            guard let choice = habit.choices.choice(beside: value, by: action) else { return }
            set(choice, of: habit, situation)
        }
    }

    private mutating func set(_ choice: String, of habit: Habit, _ situation: Situation) {
        if habit == .readOnly, situation.isReadOnlyFixed {
            return answer("read-only by --read-only: start without it to change that", .warning)
        }
        if habit == .glyphs, !situation.isUnicode, choice != "ascii", choice != "auto" {
            return answer("the locale has nothing but ASCII", .warning)
        }
        habit.set(choice, in: &habits)
    }
}
