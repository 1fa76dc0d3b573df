/// The buckets of one width in a `HistoryPyramid`: the newest ones, in a ring that grows until it is full.
struct HistoryLevel: Sendable {
    /// Nanoseconds that a bucket spans; bucket n begins at n × width.
    let width: Int64
    /// How many buckets are kept.
    let capacity: Int
    /// Empty ones stand for gaps; an optional would cost 8 bytes more each.
    private var buckets: [HistoryBucket] = []
    /// Number of the bucket in slot 0 when the ring began.
    private var origin: Int64 = 0
    private var oldest: Int64 = 0
    /// -1 before the first value.
    private var newest: Int64 = -1
    private var hasForgotten = false

    init(width: Int64, capacity: Int) {
        self.width = width
        self.capacity = capacity
    }

    /// Everything since this time is still here.
    var oldestRemembered: Int64 { hasForgotten ? oldest * width : .min }

    mutating func append(_ value: Double, at elapsed: Int64) {
        let number = elapsed / width
        if number > newest { advance(to: number) }
        guard number >= oldest else { return }
        buckets[slot(of: number)].merge(HistoryBucket(value))
    }

    /// All buckets that overlap a span of time, as one; nil when none of them has a value.
    func merged(from begin: Int64, to end: Int64) -> HistoryBucket? {
        var result = HistoryBucket.empty
        for number in numbers(from: begin, to: end) { result.merge(buckets[slot(of: number)]) }
        return result.count == 0 ? nil : result
    }

    /// The numbers of the buckets that are kept and overlap a span of time.
    func numbers(from begin: Int64, to end: Int64) -> Range<Int64> {
        guard newest >= 0, end > 0 else { return 0..<0 }
        let first = max(max(0, begin) / width, oldest)
        return first..<max(first, min((end - 1) / width, newest) + 1)
    }

    private func slot(of number: Int64) -> Int {
        Int((number - origin) % Int64(capacity))
    }

    /// Makes room up to and including a bucket; what was skipped is a gap.
    private mutating func advance(to number: Int64) {
        guard newest >= 0, number - newest < Int64(capacity) else { return restart(at: number) }
        while newest < number {
            newest += 1
            if buckets.count < capacity {
                buckets.append(.empty)
            } else {
                buckets[slot(of: newest)] = .empty
                oldest = newest - Int64(capacity) + 1
                hasForgotten = true
            }
        }
    }

    /// Begins anew: with the first value ever, or after a silence longer than the whole ring.
    private mutating func restart(at number: Int64) {
        hasForgotten = newest >= 0
        buckets.removeAll(keepingCapacity: true)
        buckets.append(.empty)
        (origin, oldest, newest) = (number, number, number)
    }
}

// MARK: - Travelling

extension HistoryLevel: Codable {
    private enum CodingKeys: String, CodingKey { case width, capacity, newest, forgets, values }

    /// Levels of other shapes than ours are taken as they are, but not without bound.
    private static let largestCapacity = 1 << 16

    /// Reads what `encode(to:)` writes; throws when it is no level that could have been written.
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        width = try container.decode(Int64.self, forKey: .width)
        capacity = try container.decode(Int.self, forKey: .capacity)
        newest = try container.decode(Int64.self, forKey: .newest)
        hasForgotten = try container.decode(Bool.self, forKey: .forgets)
        buckets = try Self.buckets(from: try container.decode([Double].self, forKey: .values))
        oldest = newest - Int64(buckets.count) + 1
        origin = oldest
        guard width > 0, (2...Self.largestCapacity).contains(capacity), buckets.count <= capacity,
            newest < .max / width,
            newest < 0 ? buckets.isEmpty && newest == -1 : oldest >= 0 && !buckets.isEmpty
        else {
            throw DecodingError.dataCorruptedError(
                forKey: .values, in: container, debugDescription: "no level of a history")
        }
        if newest < 0 { (oldest, origin) = (0, 0) }
    }

    /// Writes the buckets from the oldest to the newest, as one list of numbers: 0 for an empty one; 1 and the value for
    /// a single one; else the count, minimum, maximum, first, last and sum.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(width, forKey: .width)
        try container.encode(capacity, forKey: .capacity)
        try container.encode(newest, forKey: .newest)
        try container.encode(hasForgotten, forKey: .forgets)
        var values: [Double] = []
        if newest >= 0 {
            for number in oldest...newest { values += buckets[slot(of: number)].numbers }
        }
        try container.encode(values, forKey: .values)
    }

    private static func buckets(from values: [Double]) throws -> [HistoryBucket] {
        var (buckets, rest) = ([HistoryBucket](), values[...])
        while !rest.isEmpty {
            guard let bucket = HistoryBucket(takingFrom: &rest) else {
                throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "half a bucket"))
            }
            buckets.append(bucket)
        }
        return buckets
    }
}
