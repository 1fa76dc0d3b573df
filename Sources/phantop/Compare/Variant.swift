/// One row of a comparison: a set of switches.
struct Variant {
    /// Shown in the table.
    let name: String
    /// What it is in `--json`.
    let key: String
    /// The switches, as options of `phantop run`.
    let options: [String]

    /// All rows, in the order in which they are run and shown.
    static let all = [
        Variant(name: "stock", key: "stock", options: ["--preset", "stock"]),
        Variant(
            name: "1 eviction alone", key: "eviction", options: ["--preset", "stock", "--eviction", "sweep"]),
        Variant(name: "2 driver alone", key: "driver", options: ["--preset", "stock", "--driver", "pool"]),
        Variant(name: "3 thread alone", key: "thread", options: ["--preset", "stock", "--driver", "thread"]),
        Variant(name: "4 anchor alone", key: "anchor", options: ["--preset", "stock", "--owner", "host"]),
        Variant(name: "sweep on a pool", key: "pool", options: ["--preset", "sweep", "--driver", "pool"]),
        Variant(name: "guard rc <= 1", key: "guard", options: ["--preset", "sweep", "--literal-guard"]),
        Variant(
            name: "owner registry", key: "registry", options: ["--preset", "sweep", "--owner", "registry"]),
        Variant(name: "sweep", key: "sweep", options: ["--preset", "sweep"]),
        Variant(name: "prompt", key: "prompt", options: ["--preset", "prompt"]),
    ]

    /// Slow enough that every row sees some ten ticks of its clock.
    static func pace(plans: Int) -> [String] {
        ["--rate", "\(Double(plans) / 1.2)", "--interval", "0.1"]
    }
}
