internal import Telemetry

/// One graph as SVG: the band between the least and the most of every moment, so that nothing that lasted for one sample
/// only is lost, and the mean in it.
struct GraphDrawing {
    /// Something that happened, and the number under which it is explained; none where there is no room for one.
    struct Mark: Sendable {
        let elapsed: Int64
        let number: Int
        let text: String
    }

    let series: Series
    let columns: [HistoryBucket?]
    let span: Range<Int64>
    let marks: [Mark]
    let sweeps: [Int64]
    var width = 480.0
    var height = 230.0
    /// How wide a letter is at most.
    var letter = 7.5

    private var plot: (left: Double, top: Double, right: Double, bottom: Double) {
        (letter * 8 + 8, 44, width - 14, height - 30)
    }

    private var known: [HistoryBucket] { columns.compactMap { $0 } }

    private var scale: GraphScale {
        GraphScale(
            from: known.map(\.minimum).min() ?? 0, to: known.map(\.maximum).max() ?? 0,
            isBytes: series.isBytes)
    }

    /// The elements of it, for a coordinate system that begins at its upper left corner.
    var markup: Markup {
        let (scale, place) = (scale, plot)
        return """
            <text class="name" x="0" y="16">\(series.title)</text>
            <text class="muted" x="\(width - 14)" y="16" text-anchor="end">\(course)</text>
            \(grid(scale))\(markLines)\(sweepTicks)\(curves(scale))
            <path class="axis" d="M\(place.left) \(place.top)V\(place.bottom)H\(place.right)"/>\n
            """
    }

    /// What it was at first, at most and in the end, in words.
    private var course: String {
        guard let first = known.first?.first, let last = known.last?.last,
            let most = known.map(\.maximum).max()
        else { return "not measured" }
        return "\(series.text(first)) → \(series.text(last)), at most \(series.text(most))"
    }

    private func x(_ elapsed: Double) -> Double {
        let (begin, end) = (Double(span.lowerBound), Double(span.upperBound))
        return plot.left + (plot.right - plot.left) * (elapsed - begin) / max(1, end - begin)
    }

    private func y(_ value: Double, _ scale: GraphScale) -> Double {
        let share = (value - scale.range.lowerBound) / (scale.range.upperBound - scale.range.lowerBound)
        return plot.bottom - (plot.bottom - plot.top) * share
    }

    private func grid(_ scale: GraphScale) -> Markup {
        let place = plot
        var grid: Markup = ""
        for tick in scale.ticks {
            let y = y(tick.value, scale)
            grid += """
                <path class="grid" d="M\(place.left) \(y)H\(place.right)"/>\
                <text class="muted" x="\(place.left - 6)" y="\(y + 4)" text-anchor="end">\(tick.text)</text>\n
                """
        }
        return "\(grid)\(times)"
    }

    /// Marks on the axis, with times where they do not run into each other.
    private var times: Markup {
        let place = plot
        var (times, free): (Markup, Double) = ("", 0)
        let room = Int(
            (place.right - place.left) / (letter * (span.upperBound > 86_400_000_000_000 ? 13 : 9)))
        for tick in GraphScale(span, most: room).ticks {
            let x = x(tick.value * 1e9)
            times += "<path class=\"axis\" d=\"M\(x) \(place.bottom)v4\"/>"
            let half = Double(tick.text.count) * letter / 2
            let middle = min(x, width - half)
            guard middle - half >= free else { continue }
            free = middle + half + letter
            times +=
                "<text class=\"muted\" x=\"\(middle)\" y=\"\(place.bottom + 19)\" text-anchor=\"middle\">\(tick.text)</text>\n"
        }
        return times
    }

    /// Lines at the events; numbers where they do not run into each other.
    private var markLines: Markup {
        var lines: Markup = ""
        var (last, free) = (-10.0, 0.0)
        for mark in marks where span.contains(mark.elapsed) {
            let x = x(Double(mark.elapsed))
            guard x - last >= 1 else { continue }
            last = x
            let digits = Double(String(mark.number).count) * letter
            let isFree = x - digits / 2 >= free
            if isFree { free = x + digits / 2 + 4 }
            let number: Markup =
                isFree
                ? "<text class=\"number\" x=\"\(x)\" y=\"\(plot.top - 8)\" text-anchor=\"middle\">\(mark.number)</text>"
                : ""
            lines +=
                "<g><title>\(mark.text)</title><path class=\"mark\" d=\"M\(x) \(plot.top - 5)V\(plot.bottom)\"/>\(number)</g>\n"
        }
        return lines
    }

    private var sweepTicks: Markup {
        var (path, last): (Markup, Double) = ("", -10)
        for sweep in sweeps where span.contains(sweep) {
            let x = x(Double(sweep))
            guard x - last >= 2 else { continue }
            last = x
            path += "M\(x) \(plot.bottom)v-6"
        }
        return path.text.isEmpty ? "" : "<path class=\"sweep\" d=\"\(path)\"/>"
    }

    /// A band and a line for every stretch without a gap.
    private func curves(_ scale: GraphScale) -> Markup {
        let width = (plot.right - plot.left) / Double(max(1, columns.count))
        var curves: Markup = ""
        for stretch in columns.indices.split(whereSeparator: { columns[$0] == nil }) {
            var (upper, lower, line): (Markup, Markup, Markup) = ("", "", "")
            for index in stretch {
                guard let bucket = columns[index] else { continue }
                let x = plot.left + (Double(index) + 0.5) * width
                upper += "L\(x) \(y(bucket.maximum, scale))"
                line += "L\(x) \(y(bucket.mean, scale))"
            }
            for index in stretch.reversed() {
                guard let bucket = columns[index] else { continue }
                lower += "L\(plot.left + (Double(index) + 0.5) * width) \(y(bucket.minimum, scale))"
            }
            curves += "<path class=\"band \(series.rawValue)\" d=\"M\(upper.tail)\(lower)Z\"/>"
            curves += "<path class=\"line \(series.rawValue)\" d=\"M\(line.tail)\"/>\n"
        }
        return curves
    }
}

extension Markup {
    /// A path that begins by moving instead of drawing.
    fileprivate var tail: Markup { Markup(stringLiteral: String(text.dropFirst())) }
}

extension Series {
    /// What stands above its graph.
    var title: String {
        switch self {
        case .registry: "registry entries"
        case .phantoms: "phantoms"
        case .threads: "threads"
        case .heap: "heap growth"
        }
    }

    var isBytes: Bool { self == .heap }

    /// A value with its unit.
    func text(_ value: Double) -> String {
        isBytes ? Decimals.bytes(value) : Decimals.grouped(Int(value.rounded()))
    }
}
