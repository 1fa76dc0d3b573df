internal import History
internal import Telemetry
internal import TerminalUI

/// Who holds what the last sweep had to spare, by class, and below it the whole chain of the chosen one.
struct HolderTable {
    let state: Dashboard

    private static let columns = [
        Table.Column(title: "class", width: 16, rank: 0, isText: true),
        Table.Column(title: "held", width: 7, rank: 1),
        Table.Column(title: "for", width: 7, rank: 3),
        Table.Column(title: "by", width: 16, rank: 2, isElastic: true),
    ]

    /// More classes than anybody reads.
    private static let mostChains = 500
    /// A chain that is longer says no more.
    private static let longestChain = 2000

    private var glyphs: GlyphSet { state.glyphs }
    private var holders: Ledger.Holders? { state.past.ledger.holders }
    private var isAsking: Bool { state.interaction.requests.findsHolders }
    private var chains: [(id: String, chain: HolderChain)] {
        var seen: [String: Int] = [:]
        return (holders?.chains.prefix(Self.mostChains) ?? []).map { chain in
            // Two classes may have one name.
            seen[chain.type, default: 0] += 1
            return ("\(chain.type) \(seen[chain.type] ?? 0)", chain)
        }
    }

    /// The page of it.
    var page: TablePage {
        let chains = chains
        let table = Table(
            columns: Self.columns, rows: chains.map(row), order: Table.Order(column: 1, isDescending: true))
        let place = state.interaction.places.table(on: .holders)
        let chosen = place.chosen ?? place.rows(of: table).first?.id
        let chain = chains.first { $0.id == chosen }?.chain
        return TablePage(
            title: title, table: table, absence: absence,
            detail: chain.map { TablePage.Detail(title: "\($0.type) is held by", text: Self.text(of: $0)) })
    }

    private func row(_ id: String, _ chain: HolderChain) -> Table.Row {
        Table.Row(
            id: id,
            cells: [
                .text(chain.type), .count(chain.count, .warning),
                chain.since.map { .age(state.readings.shownAt - $0) } ?? .unknown,
                .text(Self.text(of: chain)),
            ])
    }

    private static func text(of chain: HolderChain) -> String {
        String(chain.chain.unicodeScalars.prefix(longestChain))
    }

    private var title: String {
        let total = holders?.chains.reduce(0) { $0 + $1.count } ?? 0
        let held = total > 0 ? "  \(Figures.grouped(total)) held" : ""
        let asked = holders.map { "  asked \(state.age(of: $0.elapsed))" } ?? ""
        return "holders" + held + (isAsking && holders != nil ? "  \(asking)" : asked)
    }

    private var asking: String { "asking \(glyphs[.ellipsis])" }

    private var absence: String {
        if holders == nil, state.configuration.source == .replayed { return "nobody had asked by then" }
        if isAsking { return "\(asking)  \(SweepLine(state: state).obstacle)" }
        guard holders == nil else { return "nothing is held" }
        return state.situation.reach == .nothing ? "nobody has asked" : "nobody has asked yet; H asks"
    }
}
