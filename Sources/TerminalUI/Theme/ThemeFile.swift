internal import TOMLKit

extension Theme {
    /// Reads a theme from TOML.
    ///
    /// The file has a `name`, a `background` and a table `roles` with every `Role` in it: a colour, or a table with
    /// `foreground`, `background` and `attributes`.
    /// - Parameters:
    ///   - text: the content of the file.
    ///   - file: what to call the file in an error.
    /// - Throws: the first thing that is wrong, with its line.
    public init(toml text: String, file: String) throws(ThemeError) {
        self = try ThemeFile(text: text, file: file).theme()
    }
}

/// One file with a theme while it is read.
private struct ThemeFile {
    private let file: String
    private let lines: ThemeLines
    private let root: TOMLTable

    init(text: String, file: String) throws(ThemeError) {
        self.file = file
        lines = ThemeLines(text)
        do {
            root = try TOMLTable(string: text)
        } catch {
            // TOMLKit throws nothing else; without a position the file's name has to do.
            let syntax = error as? TOMLParseError
            let line = syntax?.source.begin.line
            throw ThemeError(
                file: file, line: line, role: line.flatMap(lines.role),
                reason: "not valid TOML: \(syntax?.description ?? "it cannot be read")")
        }
    }

    func theme() throws(ThemeError) -> Theme {
        try check(root, knows: ["name", "background", "roles"], section: "")
        guard let name = root["name"]?.string, !name.isEmpty else {
            throw problem(key: "name", "add a name, like name = \"dark\"")
        }
        guard let roles = root["roles"]?.table else {
            throw problem(key: "roles", "add a table [roles] with a colour for every role")
        }
        try checkNames(of: roles)
        let background = try color(root["background"], "background", role: nil, section: "")
        var appearances: [Role: Appearance] = [:]
        for role in Role.allCases { appearances[role] = try appearance(roles[role.rawValue], of: role) }
        return Theme(name: name, background: background, appearances: appearances)
    }

    private func checkNames(of roles: TOMLTable) throws(ThemeError) {
        for key in roles.keys where Role(rawValue: key) == nil {
            let known = Role.allCases.map(\.rawValue).joined(separator: " ")
            throw problem(section: "roles", key: key, role: key, "unknown role, use one of \(known)")
        }
    }

    private func appearance(
        _ value: (any TOMLValueConvertible)?, of role: Role
    ) throws(ThemeError) -> Appearance {
        let name = role.rawValue
        guard let table = value?.table else {
            return Appearance(foreground: try color(value, name, role: name, section: "roles"))
        }
        let section = "roles." + name
        try check(table, knows: ["foreground", "background", "attributes"], role: name, section: section)
        var look = Appearance(
            foreground: try color(table["foreground"], "foreground", role: name, section: section))
        if let behind = table["background"] {
            look.background = try color(behind, "background", role: name, section: section)
        }
        if let attributes = table["attributes"] {
            look.attributes = try self.attributes(attributes, role: name)
        }
        return look
    }

    private func attributes(
        _ value: any TOMLValueConvertible, role: String
    ) throws(ThemeError) -> Attributes {
        var set: Attributes = []
        let known = ["bold": Attributes.bold, "reverse": .reverse, "underline": .underline, "dim": .dim]
        for name in value.array.map(Array.init) ?? [value] {
            guard let attribute = name.string.flatMap({ known[$0] }) else {
                throw problem(
                    section: "roles." + role, key: "attributes", role: role,
                    "attributes is a list of \(known.keys.sorted().map { "\"\($0)\"" }.joined(separator: " "))"
                )
            }
            set.insert(attribute)
        }
        return set
    }

    private func color(
        _ value: (any TOMLValueConvertible)?, _ key: String, role: String?, section: String
    ) throws(ThemeError) -> Color {
        let wanted = "\"#rrggbb\", \"default\" or one of the 16 names like \"red\" and \"bright-red\""
        guard let value else {
            throw problem(
                section: section, key: key, role: role,
                "\(key == role ? "colour" : key) is missing, give it \(wanted)")
        }
        guard let text = value.string, let color = Color(named: text) else {
            let given = value.string.map { "\"\($0)\"" } ?? value.debugDescription
            throw problem(section: section, key: key, role: role, "\(given) is not a colour, use \(wanted)")
        }
        return color
    }

    private func check(
        _ table: TOMLTable, knows keys: [String], role: String? = nil, section: String
    ) throws(ThemeError) {
        for key in table.keys where !keys.contains(key) {
            let known = keys.joined(separator: ", ")
            throw problem(section: section, key: key, role: role, "unknown key \(key), use \(known)")
        }
    }

    private func problem(
        section: String = "", key: String, role: String? = nil, _ reason: String
    ) -> ThemeError {
        ThemeError(file: file, line: lines.line(of: key, in: section), role: role, reason: reason)
    }
}
