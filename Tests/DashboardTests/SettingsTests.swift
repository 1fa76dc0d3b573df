import Telemetry
import TerminalUI
import Testing

@testable import Dashboard

@Suite("The page of settings")
struct SettingsTests {
    private func opened(at setting: Setting = .preset, size: Size = Size(columns: 80, rows: 23)) -> Rehearsal
    {
        var rehearsal = Rehearsal(size: size)
        rehearsal.churn(seconds: 1)
        rehearsal.pass(milliseconds: 10)
        rehearsal.type("s")
        for _ in 0..<setting.rawValue { rehearsal.press(.down) }
        return rehearsal
    }

    private func line(_ rehearsal: Rehearsal, _ setting: Setting) -> String {
        let lines = rehearsal.screen().split(separator: "\n").map(String.init)
        return lines.first { $0.dropFirst(4).hasPrefix(setting.name + " ") } ?? ""
    }

    @Test(
        "each switch is changed in place",
        arguments: [
            (Setting.preset, Command.setPreset(.prompt)), (.eviction, .set(.eviction("prompt"))),
            (.driver, .set(.driver("pool"))), (.collects, .set(.collects(true))),
            (.trims, .set(.trims(true))), (.inOneGo, .set(.inOneGo(true))), (.interval, .setInterval(10)),
        ])
    func next(_ setting: Setting, _ command: Command) {
        var rehearsal = opened(at: setting)
        rehearsal.press(.right)
        #expect(rehearsal.commands == [command])
    }

    @Test("left goes back to the first value and no further, enter goes round")
    func ends() {
        var rehearsal = opened(at: .driver)
        rehearsal.press(.left, .left, .right, .right, .right, .enter)
        #expect(
            rehearsal.commands == ["off", "thread", "pool", "off"].map { .set(.driver($0)) })
    }

    @Test("keys of vi choose the row too, and stop at both ends")
    func rows() {
        var rehearsal = opened()
        rehearsal.type("kjjjk")
        #expect(line(rehearsal, .driver).contains("▸ driver"))
        rehearsal.press(.end, .down)
        #expect(rehearsal.screen().contains("▸ tolerance"))
        rehearsal.press(.home)
        #expect(line(rehearsal, .preset).contains("▸ preset"))
    }

    @Test("a new value is pending until the run has it, and keeps its place")
    func pending() throws {
        var rehearsal = opened(at: .driver)
        #expect(line(rehearsal, .driver).contains(" off  [thread]  pool "))
        rehearsal.press(.right)
        #expect(line(rehearsal, .driver).contains(" off   thread   pool… "))
        var settings = rehearsal.snapshot.settings
        settings.driver = "pool"
        settings.isModified = true
        rehearsal.report(.settingsChanged(settings))
        #expect(line(rehearsal, .driver).contains(" off   thread  [pool] "))
        #expect(line(rehearsal, .preset).contains("modified"))
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
        rehearsal.press(.escape)
        #expect(rehearsal.screen().contains("sweep, modified"))
    }

    @Test("enter on the interval types it")
    func interval() {
        var rehearsal = opened(at: .interval)
        rehearsal.press(.enter)
        rehearsal.type("7")
        rehearsal.press(.enter)
        #expect(rehearsal.commands == [.setInterval(7)])
        #expect(line(rehearsal, .interval).contains(" 7 s… "))
    }

    @Test("a preset takes the place of switches that were asked for before it")
    func overridden() {
        var rehearsal = opened(at: .driver)
        rehearsal.press(.right)
        rehearsal.type("3")
        #expect(rehearsal.dashboard.interaction.requests.value(of: .driver) == nil)
        #expect(rehearsal.dashboard.interaction.requests.value(of: .preset) == "prompt")
        rehearsal.snapshot.settings.preset = .prompt
        rehearsal.measure()
        #expect(rehearsal.dashboard.interaction.requests.isEmpty)
    }

    @Test("what every value means can be read in full on 80 columns", arguments: Setting.allCases)
    func meanings(_ setting: Setting) {
        var rehearsal = opened(at: setting)
        for _ in 0..<3 {
            rehearsal.press(setting == .interval ? .right : .enter)
            let line = line(rehearsal, setting)
            #expect(!line.dropFirst(line.count - 4).contains("…"), "\(line)")
        }
    }

    @Test("a value that is not known here is shown as it is")
    func unknown() {
        var rehearsal = opened()
        rehearsal.snapshot.settings.driver = "timer"
        rehearsal.measure()
        #expect(line(rehearsal, .driver).contains("[timer]"))
    }

    @Test("below stand the figures of cleaning up, each with its unit")
    func figures() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        rehearsal.clean()
        rehearsal.snapshot.cleanup.identityLosses = 4
        rehearsal.snapshot.cleanup.staleLookups = 5
        rehearsal.type("s")
        rehearsal.churn(seconds: 1)
        let screen = rehearsal.screen()
        for part in [
            "drain  0.01 ms", "sweep  1.83 ms", "collect 22.40 ms", "trim        -", "waited  5.01 ms",
            "releases   120", "merged     3", "held    15", "identity lost     4", "stale lookups     5",
        ] { #expect(screen.contains(part), "\(part)") }
    }

    @Test("on a small screen the chosen row is in sight, and the figures below the last switch")
    func small() {
        var rehearsal = opened(size: Size(columns: 60, rows: 7))
        rehearsal.clean()
        for setting in Setting.allCases {
            #expect(line(rehearsal, setting).contains("▸"))
            if setting == .interval { #expect(rehearsal.screen().contains("last cleanup")) }
            rehearsal.press(.down)
        }
        for habit in Habit.all {
            #expect(rehearsal.screen().contains("▸ \(habit.name) "))
            rehearsal.press(.down)
        }
    }

    @Test("the overview shows the backlog of a pool, and only of a pool")
    func pool() {
        var rehearsal = Rehearsal()
        rehearsal.churn(seconds: 1)
        #expect(!rehearsal.screen().contains("backlog"))
        rehearsal.snapshot.settings.driver = "pool"
        rehearsal.snapshot.cleanup.poolBacklog = 1_234
        rehearsal.churn(seconds: 1)
        #expect(rehearsal.screen().contains("backlog 1,234"))
    }
}
