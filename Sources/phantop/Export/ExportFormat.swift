internal import ArgumentParser

/// What a record can be exported as.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case csv, jsonl, openmetrics, svg, html

    /// Its name, and what else the name of a file may end in.
    var words: String {
        switch self {
        case .csv, .svg: rawValue
        case .jsonl: "jsonl (json, ndjson)"
        case .openmetrics: "openmetrics (om, prom)"
        case .html: "html (htm)"
        }
    }

    /// What the name of a file promises; nil for nothing in particular.
    init?(ending: String) {
        switch ending {
        case "json", "ndjson": self = .jsonl
        case "om", "prom": self = .openmetrics
        case "htm": self = .html
        default: self.init(rawValue: ending)
        }
    }
}
