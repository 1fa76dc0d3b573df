import TerminalUI
import Testing

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

    @Test("what is not TOML is named with line and role", arguments: ["\n", "\r\n"])
    func syntax(newline: String) throws {
        let text = file(changing: .axis, to: "axis = \"#10").replacing("\n", with: newline)
        let error = try #require(problem(in: text))
        #expect(error.line == (try line(of: .axis)))
        #expect(error.role == "axis")
        #expect(error.reason.hasPrefix("not valid TOML: "))
        #expect(!error.description.contains { $0.isNewline })
    }

    @Test(
        "what is missing beside the roles is named",
        arguments: [
            ("background = \"default\"", "mine.toml: add a name, like name = \"dark\""),
            ("name = \"x\"", "mine.toml: background is missing, give it"),
            ("name = \"x\"\nbackground = \"default\"\nfont = 1", "mine.toml:3: unknown key font, use name"),
        ])
    func head(head: String, description: String) throws {
        let error = try #require(problem(in: file(head: head)))
        #expect(error.description.hasPrefix(description))
    }

    @Test(
        "an empty file and one without roles are refused",
        arguments: ["", "name = \"x\"\nbackground = \"red\"", "roles = 3"])
    func empty(text: String) {
        #expect(problem(in: text) != nil)
    }

    @Test("an error that quotes hostile text stays harmless")
    func hostile() throws {
        let error = try #require(problem(in: file() + "\n\"\\u001b[2J\" = \"red\""))
        #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 })
    }
}
