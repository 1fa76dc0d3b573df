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

    /// How the handle of a host object's current entry stands; nil without an entry.
    func strength(of host: HostObject) -> HandleTable.Strength? {
        interpreter.withGIL { gil in
            registry.state.open(&gil) { state in
                state.table.contains(host.handle) ? state.table.strength(of: host.handle.slot) : nil
            }
        }
    }
}
