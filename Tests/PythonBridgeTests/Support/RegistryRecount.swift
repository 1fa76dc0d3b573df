@testable import PythonBridge

/// Entries by state.
struct EntryCounts: Equatable, CustomStringConvertible {
    var live = 0
    var parked = 0
    var severed = 0
    var phantoms = 0

    var entries: Int { live + parked + severed + phantoms }
    var description: String { "live \(live), parked \(parked), severed \(severed), phantoms \(phantoms)" }
}

extension Bench {
    /// What the census says.
    var counts: EntryCounts {
        let census = registry.census
        return EntryCounts(
            live: census.live, parked: census.parked, severed: census.severed, phantoms: census.phantoms)
    }

    /// The same, counted entry by entry.
    var recount: EntryCounts {
        interpreter.withGIL { gil in
            registry.state.open(&gil) { state in
                var counts = EntryCounts()
                for slot in 0..<UInt32(state.table.slotCount) where state.table.isUsed(slot) {
                    switch state.table.censusState(of: slot) {
                    case .live: counts.live += 1
                    case .parked: counts.parked += 1
                    case .severed: counts.severed += 1
                    case .phantom: counts.phantoms += 1
                    }
                }
                return counts
            }
        }
    }

    /// What is wrong with the registry; nil when every invariant holds.
    var violation: String? {
        let (counts, recount) = (counts, recount)
        if counts != recount { return "census \(counts), recount \(recount)" }
        return interpreter.withGIL { gil in
            registry.state.open(&gil) { state in
                var wrappers = 0
                for slot in 0..<UInt32(state.table.slotCount) where state.table.isUsed(slot) {
                    let handle = state.table.handle(of: slot)
                    if let wrapper = unsafe state.table.wrapper(of: slot) {
                        wrappers += 1
                        if unsafe wrapper.handle != handle {
                            return "the wrapper in slot \(slot) has another handle"
                        }
                    }
                    guard state.table.strength(of: slot) == .strong else { continue }
                    if state.table.object(of: slot)?.handle != handle {
                        return "the host in slot \(slot) has another handle"
                    }
                }
                return state.wrappers < wrappers ? "\(wrappers) wrappers, \(state.wrappers) counted" : nil
            }
        }
    }

    /// How the handle of a host object's current entry stands; nil without an entry.
    func strength(of host: HostObject) -> HandleTable.Strength? {
        interpreter.withGIL { gil in
            registry.state.open(&gil) { state in
                state.table.contains(host.handle) ? state.table.strength(of: host.handle.slot) : nil
            }
        }
    }
}
