/// The colours of graphs, in the light and in the dark; text has a contrast of at least 4.5 : 1.
enum GraphStyle {
    private static let colors = [
        (".graph text", "fill", "#24292f", "#dfe3e8"), (".graph .muted", "fill", "#57606a", "#a3aab5"),
        (".graph .number", "fill", "#ae2f79", "#ff9bce"), (".graph .ground", "fill", "#fbfbf8", "#16181d"),
        (".graph .grid", "stroke", "#dfe2e6", "#2e333c"), (".graph .axis", "stroke", "#5f6770", "#8b919d"),
        (".graph .mark", "stroke", "#ae2f79", "#ff9bce"), (".graph .sweep", "stroke", "#0a6a70", "#56d4dd"),
        (".graph .registry", "stroke", "#0550ae", "#6cb6ff"),
        (".graph .phantoms", "stroke", "#a04f00", "#f2a65a"),
        (".graph .threads", "stroke", "#116329", "#8ddb8c"), (".graph .heap", "stroke", "#7440d0", "#d2a8ff"),
        (".graph .band.registry", "fill", "#0550ae", "#6cb6ff"),
        (".graph .band.phantoms", "fill", "#a04f00", "#f2a65a"),
        (".graph .band.threads", "fill", "#116329", "#8ddb8c"),
        (".graph .band.heap", "fill", "#7440d0", "#d2a8ff"),
        (".graph .good", "fill", "#116329", "#8ddb8c"), (".graph .bad", "fill", "#c4161c", "#ff7b72"),
        (".graph .pending", "fill", "#7d4e00", "#e3c55f"),
    ]

    /// - Parameter letters: size of the text in the units of the drawing.
    static func css(letters: Int) -> Markup {
        let light = rules { $0.2 }
        let dark = rules { $0.3 }
        return """
            .graph text{font-family:sans-serif;font-size:\(letters)px}
            .graph .name{font-weight:bold}.graph .title{font-size:20px;font-weight:bold}
            .graph path{fill:none}.graph .line{stroke-width:1.6}
            .graph .band{fill-opacity:.22;stroke-opacity:.45;stroke-width:1}
            .graph .mark{stroke-dasharray:3 3}.graph .number{font-size:\(letters - 2)px}
            \(light)@media screen and (prefers-color-scheme:dark){
            \(dark)}\n
            """
    }

    private static func rules(_ color: ((String, String, String, String)) -> String) -> Markup {
        var rules: Markup = ""
        for entry in colors { rules += "\(entry.0){\(entry.1):\(color(entry))}\n" }
        return rules
    }

    /// Whether an answer is good news.
    static func role(ofVerdict word: String) -> String {
        switch word {
        case "OK", "BOUNDED": "good"
        case "LEAK": "bad"
        default: "pending"
        }
    }
}
