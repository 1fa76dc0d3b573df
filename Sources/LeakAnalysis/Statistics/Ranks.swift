/// The places of some values in ascending order.
struct Ranks {
    /// From 1; equal values share the mean of their places.
    let ranks: [Double]
    /// How many values each group of equal ones has; groups of one are left out.
    let ties: [Int]

    init(of values: [Double]) {
        let order = values.indices.sorted { values[$0] < values[$1] }
        var ranks = [Double](repeating: 0, count: values.count)
        var ties: [Int] = []
        var begin = 0
        while begin < order.count {
            var end = begin + 1
            while end < order.count, values[order[end]] == values[order[begin]] { end += 1 }
            for place in begin..<end { ranks[order[place]] = Double(begin + 1 + end) / 2 }
            if end - begin > 1 { ties.append(end - begin) }
            begin = end
        }
        self.ranks = ranks
        self.ties = ties
    }

    /// What equal values take away from 18 times the variance of Kendall's S.
    var tieCorrection: Double {
        ties.reduce(0) { $0 + Self.term(Double($1)) }
    }

    /// 18 times the variance of Kendall's S for this many values in random order.
    static func term(_ count: Double) -> Double { count * (count - 1) * (2 * count + 5) }
}
