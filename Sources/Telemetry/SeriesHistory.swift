/// The past of all series, in bounded memory.
package struct SeriesHistory: Sendable {
    private var pyramids = Array(repeating: HistoryPyramid(), count: Series.allCases.count)

    /// Creates an empty history.
    package init() {}

    /// The past of one series.
    package subscript(series: Series) -> HistoryPyramid { pyramids[series.index] }

    /// Remembers the values of a snapshot; one it does not have stays a gap.
    package mutating func append(_ snapshot: Snapshot) {
        for (index, series) in Series.allCases.enumerated() {
            guard let value = series.value(in: snapshot) else { continue }
            pyramids[index].append(value, at: snapshot.moment.elapsed)
        }
    }
}

extension SeriesHistory: Codable {
    /// Reads one object with a pyramid for each series by its name; unknown ones are ignored.
    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Series.Key.self)
        for (index, series) in Series.allCases.enumerated() {
            let pyramid = try container.decodeIfPresent(HistoryPyramid.self, forKey: .init(series))
            if let pyramid { pyramids[index] = pyramid }
        }
    }

    /// Writes one object with a pyramid for each series by its name.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Series.Key.self)
        for series in Series.allCases { try container.encode(self[series], forKey: .init(series)) }
    }
}

extension Series {
    /// The name of a series as the key of a coded object.
    fileprivate struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ series: Series) { stringValue = series.rawValue }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
