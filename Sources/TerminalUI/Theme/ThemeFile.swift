internal import TOML

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
    private let root: TOMLTable

    init(text: String, file: String) throws(ThemeError) {
        self.file = file
        do {
            root = try TOMLReader.read(text)
        } catch {
            let role = error.path.first == "roles" ? error.path.dropFirst().first : nil
            throw ThemeError(file: file, line: error.line, role: role, reason: error.reason)
        }
    }

    func theme() throws(ThemeError) -> Theme {
        try check(root, knows: ["name", "background", "roles"])
        guard let name = root["name"]?.string, !name.isEmpty else {
            throw problem(root["name"]?.line, "add a name in quotes, like name = \"dark\"")
        }
        guard let roles = root["roles"]?.table else {
            throw problem(root["roles"]?.line, "add a table [roles] with a colour for every role")
        }
        let background = try color(root["background"], "background", in: root, role: nil)
        try checkNames(of: roles)
        var appearances: [Role: Appearance] = [:]
        for role in Role.allCases { appearances[role] = try appearance(of: role, in: roles) }
        return Theme(name: name, background: background, appearances: appearances)
    }

    private func checkNames(of roles: TOMLTable) throws(ThemeError) {
        for key in roles.keys where Role(rawValue: key) == nil {
            let known = Role.allCases.map(\.rawValue).joined(separator: " ")
            throw problem(roles[key]?.line, role: key, "unknown role, use one of \(known)")
        }
    }

    private func appearance(of role: Role, in roles: TOMLTable) throws(ThemeError) -> Appearance {
        let name = role.rawValue
        guard let table = roles[name]?.table else {
            return Appearance(foreground: try color(roles[name], "colour", in: roles, role: name))
        }
        try check(table, knows: ["foreground", "background", "attributes"], role: name)
        var look = Appearance(
            foreground: try color(table["foreground"], "foreground", in: table, role: name))
        if let behind = table["background"] {
            look.background = try color(behind, "background", in: table, role: name)
        }
        if let attributes = table["attributes"] {
            look.attributes = try self.attributes(attributes, role: name)
        }
        return look
    }

    private func attributes(_ value: TOMLValue, role: String) throws(ThemeError) -> Attributes {
        let known: KeyValuePairs<String, Attributes> = [
            "bold": .bold, "dim": .dim, "reverse": .reverse, "underline": .underline,
        ]
        var set: Attributes = []
        for name in value.list ?? [value] {
            guard let attribute = known.first(where: { $0.key == name.string }) else {
                let list = known.map { "\"\($0.key)\"" }.joined(separator: ", ")
                throw problem(
                    name.line, role: role, "\(name.summary) is not an attribute, use a list of \(list)")
            }
            set.insert(attribute.value)
        }
        return set
    }

    private func color(
        _ value: TOMLValue?, _ key: String, in table: TOMLTable, role: String?
    ) throws(ThemeError) -> Color {
        let wanted = "\"#rrggbb\", \"default\" or one of the 16 names like \"red\" and \"bright-red\""
        guard let value else { throw problem(table.line, role: role, "\(key) is missing, give it \(wanted)") }
        guard let color = value.string.flatMap(Color.init(named:)) else {
            throw problem(value.line, role: role, "\(value.summary) is not a colour, use \(wanted)")
        }
        return color
    }

    private func check(
        _ table: TOMLTable, knows keys: [String], role: String? = nil
    ) throws(ThemeError) {
        for key in table.keys where !keys.contains(key) {
            let known = keys.joined(separator: ", ")
            throw problem(table[key]?.line, role: role, "unknown key \(key), use \(known)")
        }
    }

    private func problem(_ line: Int?, role: String? = nil, _ reason: String) -> ThemeError {
        ThemeError(file: file, line: line ?? 1, role: role, reason: reason)
    }
}
