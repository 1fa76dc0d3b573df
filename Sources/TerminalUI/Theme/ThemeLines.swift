/// Where things stand in the text of a theme: TOMLKit keeps positions only for what it cannot parse.
struct ThemeLines {
    /// The table that a line belongs to, dotted, and the key that it defines; both may be empty.
    private struct Line {
        var section = ""
        var key = ""
    }

    private let lines: [Line]

    init(_ text: String) {
        var section = ""
        lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }.map { line in
            let content = line.drop { $0 == " " || $0 == "\t" }
            if content.first == "[" {
                section = Self.dotted(content.dropFirst().prefix { $0 != "]" })
                return Line(section: section)
            }
            guard let equals = content.firstIndex(of: "="), content.first != "#" else {
                return Line(section: section)
            }
            let path = Self.dotted(content[..<equals]).split(separator: ".").map(String.init)
            let above = ([section] + path.dropLast()).filter { !$0.isEmpty }
            return Line(section: above.joined(separator: "."), key: path.last ?? "")
        }
    }

    /// The line, from 1, that defines a key of a table; else the one that opens the table or what it is in.
    func line(of key: String, in section: String) -> Int? {
        if let index = lines.firstIndex(where: { $0.section == section && $0.key == key }) {
            return index + 1
        }
        let path = section.split(separator: ".")
        guard let name = path.last else {
            return lines.firstIndex { $0.section == key && $0.key.isEmpty }.map { $0 + 1 }
        }
        if let index = lines.firstIndex(where: { $0.section == section }) { return index + 1 }
        return line(of: String(name), in: path.dropLast().joined(separator: "."))
    }

    /// The role that a line, from 1, is about.
    func role(_ line: Int) -> String? {
        guard lines.indices.contains(line - 1) else { return nil }
        let path = (lines[line - 1].section + "." + lines[line - 1].key).split(separator: ".")
        return path.count > 1 && path[0] == "roles" ? String(path[1]) : nil
    }

    private static func dotted(_ text: Substring) -> String {
        String(text.filter { !" \t\"'\r".contains($0) })
    }
}
