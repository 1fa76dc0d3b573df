/// How a record is laid out. The article Records explains it to whoever queries one.
enum RecordSchema {
    /// Counted up by whoever changes what a table or a column means; those that are added change nothing.
    static let version: Int64 = 1
    /// What SQLite calls the application's own number: `PHTP`.
    static let application: Int64 = 0x5048_5450

    /// Everything that a new record consists of.
    static var statements: [String] {
        [
            "PRAGMA application_id = \(application)", "PRAGMA user_version = \(version)",
            "CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
            table("settings", SampleColumn.settings), table("constants", SampleColumn.constants),
            table("cleanups", SampleColumn.cleanups), samples, snapshots,
            """
            CREATE TABLE events(id INTEGER PRIMARY KEY, elapsed INTEGER NOT NULL, unix INTEGER NOT NULL, \
            kind TEXT NOT NULL, content TEXT NOT NULL)
            """,
            "CREATE INDEX events_of_kind ON events(kind, elapsed)",
            """
            CREATE TABLE verdicts(id INTEGER PRIMARY KEY, elapsed INTEGER NOT NULL, verdict TEXT NOT NULL, \
            reason TEXT, bytes_per_step REAL, entries_per_step REAL)
            """,
            """
            CREATE TABLE losses(id INTEGER PRIMARY KEY, elapsed INTEGER NOT NULL, samples INTEGER NOT NULL, \
            events INTEGER NOT NULL, reason TEXT NOT NULL)
            """,
            """
            CREATE TABLE checkpoints(id INTEGER PRIMARY KEY, elapsed INTEGER NOT NULL, last_sample INTEGER NOT NULL, \
            last_event INTEGER NOT NULL, past TEXT NOT NULL)
            """,
        ] + views
    }

    private static func table(_ name: String, _ columns: [SampleColumn]) -> String {
        "CREATE TABLE \(name)(id INTEGER PRIMARY KEY, elapsed INTEGER NOT NULL, "
            + columns.map { "\($0.name) \($0.type)" }.joined(separator: ", ") + ")"
    }

    private static var samples: String {
        "CREATE TABLE samples(id INTEGER PRIMARY KEY, "
            + SampleColumn.samples.map { "\($0.name) \($0.type)" }.joined(separator: ", ")
            + ", settings_id INTEGER NOT NULL, constants_id INTEGER NOT NULL, cleanup_id INTEGER NOT NULL)"
    }

    /// Whole snapshots, for whoever does not want to join.
    private static var snapshots: String {
        let parts = [
            ("settings", SampleColumn.settings), ("constants", SampleColumn.constants),
            ("cleanups", SampleColumn.cleanups),
        ]
        let names = parts.flatMap { part, columns in columns.map { "\(part).\($0.name)" } }
        return "CREATE VIEW snapshots AS SELECT samples.id, "
            + (SampleColumn.samples.map { "samples.\($0.name)" } + names).joined(separator: ", ")
                + """
                 FROM samples JOIN settings ON settings.id = settings_id JOIN constants ON constants.id = constants_id \
                JOIN cleanups ON cleanups.id = cleanup_id
                """
    }

    /// Events of one kind with their parts as columns.
    private static var views: [String] {
        [
            view(
                "plans", of: "planLeft",
                [
                    "number": "_0", "verdict": "verdict", "steps": "figures.steps",
                    "heap_bytes": "figures.heapBytes", "entries": "figures.entries",
                ]),
            view(
                "sweeps", of: "swept",
                [
                    "trigger": "trigger", "forced": "isForced", "examined": "examined",
                    "phantoms": "phantoms", "weakened": "weakened", "freed": "freed", "held": "held",
                    "undecided": "undecided", "collected": "collected", "gil_wait_ns": "gilWait",
                    "longest_gil_hold_ns": "longestGILHold", "duration_ns": "duration",
                    "drain_ns": "phases.drain", "sweep_ns": "phases.sweep",
                    "collection_ns": "phases.collection", "trim_ns": "phases.trim",
                ]),
            view("errors", of: "stepFailed", ["step": "step", "error": "error"]),
            """
            CREATE VIEW log AS SELECT id, elapsed, unix, CASE json_extract(content, '$.level') WHEN 0 THEN 'debug' \
            WHEN 1 THEN 'info' WHEN 2 THEN 'warning' ELSE 'error' END AS level, \
            json_extract(content, '$.source') AS source, json_extract(content, '$.text') AS text \
            FROM events WHERE kind = 'logged'
            """,
            """
            CREATE VIEW types AS SELECT events.id, events.elapsed, events.unix, \
            json_extract(type.value, '$.name') AS name, json_extract(type.value, '$.counts.live') AS live, \
            json_extract(type.value, '$.counts.parked') AS parked, \
            json_extract(type.value, '$.counts.severed') AS severed, \
            json_extract(type.value, '$.counts.phantoms') AS phantoms, json_extract(type.value, '$.held') AS held, \
            json_extract(type.value, '$.created') AS created, json_extract(type.value, '$.freed') AS freed \
            FROM events, json_each(events.content, '$.types') AS type WHERE events.kind = 'typesCounted'
            """,
            """
            CREATE VIEW notes AS SELECT id, elapsed, unix, json_extract(content, '$') AS text FROM events \
            WHERE kind = 'noted'
            """,
        ]
    }

    private static func view(
        _ name: String, of kind: String, _ parts: KeyValuePairs<String, String>
    ) -> String {
        "CREATE VIEW \(name) AS SELECT id, elapsed, unix, "
            + parts.map { "json_extract(content, '$.\($0.value)') AS \($0.key)" }.joined(separator: ", ")
            + " FROM events WHERE kind = '\(kind)'"
    }
}
