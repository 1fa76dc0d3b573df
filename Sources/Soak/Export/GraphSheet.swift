internal import History
internal import Telemetry

/// The graphs of a run beneath each other, as one SVG document.
package struct GraphSheet {
    private static let width = 960.0
    private static let graph = 210.0
    private static let head = 92.0
    private static let line = 18.0
    /// More events are counted only.
    private static let mostListed = 12
    /// Letters that fit into a line.
    private static let longestLine = 110

    private let picture: RunPicture

    /// Draws what there is to see of a run.
    package init(_ picture: RunPicture) { self.picture = picture }

    /// The document.
    package var text: String {
        let notes = notes
        let graphs = picture.series
        let bottom = Self.head + Double(graphs.count) * Self.graph
        let height = bottom + Double(notes.count) * Self.line + 16
        var body: Markup = ""
        for (index, series) in graphs.enumerated() {
            var drawing = picture.graph(of: series, columns: 800)
            (drawing.width, drawing.height) = (Self.width - 40, Self.graph)
            body +=
                "<g transform=\"translate(20 \(Self.head + Double(index) * Self.graph))\">\(drawing.markup)</g>\n"
        }
        for (index, note) in notes.enumerated() {
            body +=
                "<text class=\"muted\" x=\"20\" y=\"\(bottom + Double(index + 1) * Self.line)\">\(note)</text>\n"
        }
        let sheet: Markup = """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" class="graph" role="img" viewBox="0 0 \(Self.width) \(height)" \
            width="\(Self.width)" height="\(height)">
            <title>\(picture.workload): \(picture.answer.clause)</title>
            <style>
            \(GraphStyle.css(letters: 13))</style>
            <rect class="ground" width="100%" height="100%"/>
            <text class="title" x="20" y="32">\(Self.cut(picture.workload, 76))</text>
            <text class="\(GraphStyle.role(ofVerdict: picture.answer.word)) name" x="20" y="54">\(Self.cut(picture.answer.clause))</text>
            <text class="muted" x="20" y="74">\(Self.cut(picture.circumstances))</text>
            \(body)</svg>\n
            """
        return sheet.text
    }

    /// What the lines and numbers in the graphs mean.
    private var notes: [String] {
        let incidents = picture.incidents
        var notes = incidents.prefix(Self.mostListed).map { number, incident in
            Self.cut("\(number)  \(UTCTime.clock(incident.elapsed))  \(incident.kind.words)")
        }
        if incidents.count > notes.count { notes.append("and \(incidents.count - notes.count) more") }
        let sweeps = picture.past.events.sweeps[picture.span].reduce(0) { $0 + Int($1.count) }
        let ticks = sweeps > 0 ? "; a tick at the bottom is a sweep, of \(Decimals.grouped(sweeps))" : ""
        return ["time since the session began\(ticks)"] + notes
    }

    private static func cut(_ text: String, _ most: Int = longestLine) -> String {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        return line.count > most ? line.prefix(most - 1) + "…" : line
    }
}
