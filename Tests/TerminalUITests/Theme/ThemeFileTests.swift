import TerminalUI
import Testing
import Themes

@Suite struct ThemeFileTests {
    /// A theme with every role on a line of its own, the first on line 5.
    private func file(changing role: Role? = nil, to line: String? = nil, head: String? = nil) -> String {
        let roles = Role.allCases.compactMap { $0 == role ? line : "\($0.rawValue) = \"#102030\"" }
        return ([head ?? "name = \"mine\"\nbackground = \"default\""] + ["", "[roles]"] + roles).joined(
            separator: "\n")
    }

    private func problem(in text: String) -> ThemeError? {
        do throws(ThemeError) {
            _ = try Theme(toml: text, file: "mine.toml")
            return nil
        } catch {
            return error
        }
    }

    private func line(of role: Role) throws -> Int { try #require(Role.allCases.firstIndex(of: role)) + 5 }

    @Test("a complete file is a theme")
    func complete() throws {
        let theme = try Theme(toml: file(), file: "mine.toml")
        #expect(theme.name == "mine")
        #expect(Role.allCases.allSatisfy { theme[$0].foreground == .rgb(red: 0x10, green: 0x20, blue: 0x30) })
    }

    @Test("a role can have a background and attributes, in a line or as a table of its own")
    func tables() throws {
        let look = Appearance(
            foreground: .palette(9), background: .palette(4), attributes: [.bold, .underline])
        let body =
            "foreground = \"bright-red\"\nbackground = \"blue\"\nattributes = [\"bold\", \"underline\"]"
        let inline = "heap = { \(body.replacing("\n", with: ", ")) }"
        #expect(try Theme(toml: file(changing: .heap, to: inline), file: "")[.heap] == look)
        #expect(try Theme(toml: file(changing: .heap) + "\n[roles.heap]\n" + body, file: "")[.heap] == look)
    }

    @Test("a role that is missing is named with the line of the table", arguments: Role.allCases)
    func missing(role: Role) throws {
        let error = try #require(problem(in: file(changing: role)))
        #expect(error.role == role.rawValue)
        #expect(
            error.description.hasPrefix(
                "mine.toml:4: \(role.rawValue): colour is missing, give it \"#rrggbb\""))
    }

    @Test(
        "a bad colour is named with its line",
        arguments: ["\"#12345\"", "\"#12345g\"", "\"reddish\"", "7", "\"\"", "[1]"])
    func badColor(value: String) throws {
        let error = try #require(problem(in: file(changing: .phantom, to: "phantom = \(value)")))
        #expect(error.role == "phantom")
        #expect(error.line == (try line(of: .phantom)))
        #expect(error.reason.contains("is not a colour, use"))
    }

    @Test("an unknown role is named with its line, and the known ones are listed")
    func unknownRole() throws {
        let error = try #require(problem(in: file() + "\nphantoms = \"red\""))
        #expect(error.role == "phantoms")
        #expect(error.line == Role.allCases.count + 5)
        #expect(error.reason.contains("registry phantom thread"))
    }

    @Test(
        "an unknown attribute or key of a role is named with its line",
        arguments: ["key = { foreground = \"red\", attributes = [\"blink\"] }", "key = { color = \"red\" }"])
    func badTable(line: String) throws {
        let error = try #require(problem(in: file(changing: .key, to: line)))
        #expect(error.role == "key")
        #expect(error.line == (try self.line(of: .key)))
    }

    @Test("in a table of its own the line is that of the key")
    func ownTable() throws {
        let text = file(changing: .bad) + "\n\n[roles.bad]\nattributes = [\"bold\"]\nforeground = \"rot\"\n"
        let error = try #require(problem(in: text))
        #expect(error.line == text.split(separator: "\n", omittingEmptySubsequences: false).count - 1)
    }

    @Test(
        "what is not TOML is named with line, role and what to do", arguments: ["\n", "\r\n"],
        [
            ("axis = \"#10", "the \" at the end of the string is missing"),
            ("axis \"red\"", "an = is missing after the key"),
            ("axis =", "a value is missing here"), ("axis = \"red\" \"blue\"", "one line says one thing"),
            ("axis = { foreground = \"red\"", "a , or the } of a table is missing"),
            ("axis = { attributes = [\"bold\" }", "a , or the ] of a list is missing"),
            ("axis = { attributes = [} }", "a value is missing here"),
            ("axis = \"\\q\"", "\\q is no character"),
            ("axis = \"\"\"red\"\"\"", "strings of several lines"), ("axis = [[[[[[[[[[", "go too deep"),
        ])
    func syntax(newline: String, broken: (line: String, reason: String)) throws {
        let text = file(changing: .axis, to: broken.line).replacing("\n", with: newline)
        let error = try #require(problem(in: text))
        #expect(error.line == (try line(of: .axis)))
        #expect(error.role == "axis")
        #expect(error.reason.contains(broken.reason))
    }

    @Test(
        "what is not TOML outside the roles is named with its line",
        arguments: ["[#", "[]", "[roles", "[[roles]]", "[@]", "= 1", "é = 1", "a..b = 1", "\u{0}", "[roles]"])
    func outside(line: String) throws {
        let error = try #require(problem(in: file() + "\n\n[other]\n" + line))
        #expect(error.line == Role.allCases.count + 7)
    }

    @Test(
        "a key that is in the file twice is refused",
        arguments: ["heap = \"red\"", "[roles.heap]", "heap.x = \"red\""])
    func twice(line: String) throws {
        let error = try #require(problem(in: file() + "\n" + line))
        #expect(error.line == Role.allCases.count + 5)
        #expect(error.role == "heap")
    }

    @Test("comments, blanks, quoted and dotted keys and escapes are TOML like any other")
    func syntaxInUse() throws {
        let dotted =
            "'heap' . \"foreground\" = 'red'   # a comment\nheap.attributes = [ # one\n \"bo\\u006cd\",\n]"
        let theme = try Theme(toml: "\u{FEFF}# mine\n\t" + file(changing: .heap, to: dotted), file: "")
        #expect(theme[.heap] == Appearance(foreground: .palette(1), attributes: .bold))
    }

    @Test("a file damaged at random is a theme or has an error of one line")
    func damaged() throws {
        let original = Array(try #require(BuiltInThemes.all.first).text.unicodeScalars)
        let noise = Array("[]{}\"'=.,#\\u\n\r \u{0}é".unicodeScalars)
        for seed in 1...3_000 {
            var random = SplitMix(seed: UInt64(seed))
            var text = original
            for _ in 0..<3 {
                let place = Int(random.next() % UInt64(text.count))
                switch random.next() % 3 {
                case 0: text.insert(noise[Int(random.next() % UInt64(noise.count))], at: place)
                case 1: text.remove(at: place)
                default: text[place] = noise[Int(random.next() % UInt64(noise.count))]
                }
            }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: text)
            guard let error = problem(in: String(view)) else { continue }
            #expect(error.description.hasPrefix("mine.toml:"), "seed \(seed)")
            #expect(!error.description.contains { $0.isNewline }, "seed \(seed)")
        }
    }

    @Test(
        "what is missing beside the roles is named",
        arguments: [
            ("background = \"default\"", "mine.toml:1: add a name in quotes, like name = \"dark\""),
            ("name = \"x\"", "mine.toml:1: background is missing, give it"),
            ("name = \"x\"\nbackground = 5", "mine.toml:2: 5 is not a colour, use"),
            ("name = \"x\"\nbackground = \"default\"\nfont = 1", "mine.toml:3: unknown key font, use name"),
        ])
    func head(head: String, description: String) throws {
        let error = try #require(problem(in: file(head: head)))
        #expect(error.description.hasPrefix(description))
    }

    @Test(
        "a file without roles is refused",
        arguments: [
            "", "name = \"x\"\nbackground = \"red\"", "roles = 3", String(repeating: "[", count: 100_000),
        ])
    func empty(text: String) {
        #expect(problem(in: text) != nil)
    }

    @Test("an error that quotes hostile text stays harmless")
    func hostile() throws {
        let error = try #require(problem(in: file() + "\n\"\\u001b[2J\" = \"red\""))
        #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 })
    }
}

/// Random numbers that are the same on every run, and differ from seed to seed.
private struct SplitMix {
    private var state: UInt64
    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
