/// Numbers of which single ones are wanted by their place in ascending order, without putting all in order.
///
/// - Hoare, C. A. R. (1961). Algorithm 65: find. Communications of the ACM 4, 321–322.
struct Selection: Sendable {
    private var numbers: [Double]

    /// - Parameter numbers: none of them NaN.
    init(_ numbers: [Double]) { self.numbers = numbers }

    var count: Int { numbers.count }

    /// The middle one, the mean of two where there is no middle one; 0 for none.
    mutating func median() -> Double {
        guard !numbers.isEmpty else { return 0 }
        let upper = number(at: numbers.count / 2)
        return numbers.count % 2 == 1 ? upper : (number(at: numbers.count / 2 - 1) + upper) / 2
    }

    /// The number at a place in ascending order, from 0. Takes time in proportion to their count, and leaves the numbers
    /// nearer to being in order.
    mutating func number(at place: Int) -> Double {
        var (low, high) = (0, numbers.count - 1)
        while low < high {
            let (left, right) = part(low, high)
            if place <= right {
                high = right
            } else if place >= left {
                low = left
            } else {
                break
            }
        }
        return numbers[place]
    }

    /// Brings the smaller ones of a stretch to its left and the larger ones to its right.
    /// - Returns: where the larger ones begin, and where the smaller ones end; between the two all are equal.
    private mutating func part(_ low: Int, _ high: Int) -> (left: Int, right: Int) {
        let (first, middle, last) = (numbers[low], numbers[(low + high) / 2], numbers[high])
        let pivot = max(min(first, middle), min(max(first, middle), last))
        var (left, right) = (low, high)
        while left <= right {
            while numbers[left] < pivot { left += 1 }
            while numbers[right] > pivot { right -= 1 }
            guard left <= right else { break }
            numbers.swapAt(left, right)
            left += 1
            right -= 1
        }
        return (left, right)
    }
}
