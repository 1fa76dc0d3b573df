import TerminalUI
import Testing

@testable import Dashboard

@Suite("Pages")
struct PageTests {
    private func running(_ size: Size = Size(columns: 80, rows: 23)) -> Rehearsal {
        var rehearsal = Rehearsal(size: size)
        rehearsal.churn(seconds: 1)
        return rehearsal
    }

    private func key(of page: Page) -> Target? {
        Keymap.standard.key(of: page.action).first.map { .key(.character($0)) }
    }

    private func page(_ rehearsal: Rehearsal) -> Page { rehearsal.dashboard.interaction.page }

    @Test("every page is one key away from every other, and escape leads back", arguments: Page.allCases)
    func oneKey(_ page: Page) {
        for start in Page.allCases where start != page {
            var rehearsal = running()
            rehearsal.type(Keymap.standard.key(of: start.action) + Keymap.standard.key(of: page.action))
            #expect(self.page(rehearsal) == page, "from \(start)")
            rehearsal.press(.escape)
            #expect(self.page(rehearsal) == .overview)
        }
    }

    @Test("v and Tab go through all views and round, V and Shift-Tab the other way")
    func inTurn() {
        for (key, pages) in [
            (Key.character("v"), Page.views), (.tab, Page.views), (.character("V"), Page.views.reversed()),
            (.backTab, Page.views.reversed()),
        ] {
            var rehearsal = running()
            var seen: [Page] = []
            for _ in Page.views {
                seen.append(page(rehearsal))
                rehearsal.press(key)
            }
            #expect(Set(seen) == Set(Page.views))
            #expect(page(rehearsal) == .overview)
            #expect(seen.dropFirst().elementsEqual(pages.filter { $0 != .overview }))
        }
    }

    @Test("a page that is opened again is as it was left")
    func asLeft() {
        var rehearsal = running()
        rehearsal.type("sjj")
        rehearsal.press(.escape)
        rehearsal.type("s")
        #expect(rehearsal.screen().contains("▸ driver"))
    }

    @Test("the bar names every view with its key, and a click on a name opens it", arguments: [80, 120, 200])
    func bar(_ columns: Int) throws {
        for start in Page.views {
            var rehearsal = running(Size(columns: columns, rows: 40))
            rehearsal.type(Keymap.standard.key(of: start.action))
            let row = try #require(self.row(of: "overview", in: rehearsal))
            let text = line(row, of: rehearsal)
            for page in Page.views {
                let name = "\(Keymap.standard.key(of: page.action)) \(page.name)"
                let range = try #require(text.firstRange(of: name))
                let column = text.distance(from: text.startIndex, to: range.lowerBound)
                for offset in 0..<name.count {
                    let point = Point(column: column + offset, row: row)
                    #expect(DashboardView(rehearsal.dashboard).target(at: point) == key(of: page))
                }
            }
            #expect(DashboardView(rehearsal.dashboard).target(at: Point(column: 3, row: row + 1)) == nil)
        }
    }

    @Test("a bar without room for all names has all keys and the name of the open view")
    func narrow() throws {
        var rehearsal = running(Size(columns: 30, rows: 20))
        rehearsal.type("L")
        let row = try #require(self.row(of: "L log", in: rehearsal))
        let keys = Page.views.map { Keymap.standard.key(of: $0.action) + ($0 == .log ? "  log" : "") }
        #expect(
            line(row, of: rehearsal).split(separator: " ")
                == keys.joined(separator: " ").split(separator: " "))
    }

    @Test(
        "the bar is on every page of 80 columns and 23 rows, and the header with it", arguments: Page.allCases
    )
    func everywhere(_ page: Page) {
        var rehearsal = running()
        rehearsal.type(Keymap.standard.key(of: page.action))
        #expect(line(0, of: rehearsal).contains("scenario:churn"))
        #expect(line(1, of: rehearsal).contains("o overview"))
    }

    private func line(_ row: Int, of rehearsal: Rehearsal) -> String {
        let canvas = rehearsal.canvas()
        return String((0..<canvas.size.columns).map { canvas[$0, row].character })
    }

    private func row(of text: String, in rehearsal: Rehearsal) -> Int? {
        (0..<rehearsal.dashboard.size.rows).first { line($0, of: rehearsal).contains(text) }
    }
}
