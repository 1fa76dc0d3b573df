/// Which part of the log is read: the newest, or a place that stays while new rows arrive.
enum LogScroll: Sendable, Equatable {
    /// The newest row is at the bottom.
    case following
    /// The row with this number is at the top.
    case at(Int)

    /// The number of the row at the top of a page.
    func top(of log: LogBuffer, page: Int) -> Int {
        let lowest = max(log.first, log.end - page)
        switch self {
        case .following: return lowest
        case .at(let number): return min(max(number, log.first), lowest)
        }
    }

    /// The place after a key; nil if the key does not scroll.
    func scrolled(by action: Action, in log: LogBuffer, page: Int) -> LogScroll? {
        let top = top(of: log, page: page)
        let target: Int
        switch action {
        case .up: target = top - 1
        case .down: target = top + 1
        case .pageUp: target = top - max(1, page - 1)
        case .pageDown: target = top + max(1, page - 1)
        case .toBeginning: target = log.first
        case .toEnd: target = log.end
        default: return nil
        }
        return target >= max(log.first, log.end - page) ? .following : .at(max(target, log.first))
    }
}
