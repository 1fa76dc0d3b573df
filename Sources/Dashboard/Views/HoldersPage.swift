internal import History
internal import Telemetry
internal import TerminalUI

/// Who holds what the last sweep had to spare, by type.
struct HoldersPage {
    let state: Dashboard

    /// More types than anybody reads.
    private static let mostChains = 500
    /// A chain that is longer says no more.
    private static let longestChain = 2000
    private static let indent = 4

    private var glyphs: GlyphSet { state.glyphs }

    /// Everything that is known, in lines of so many columns.
    func lines(columns: Int) -> [[Segment]] {
        let chains = state.past.ledger.holders?.chains.prefix(Self.mostChains) ?? []
        return [asking, answer].filter { !$0.isEmpty }
            + chains.flatMap { chain in [[]] + lines(of: chain, columns: columns) }
    }

    private var asking: [Segment] {
        guard state.interaction.requests.findsHolders else { return [] }
        return [
            Segment("asking \(glyphs[.ellipsis])", .pending),
            Segment("  " + SweepLine(state: state).obstacle, .muted),
        ]
    }

    private var answer: [Segment] {
        guard let holders = state.past.ledger.holders else { return [] }
        let (chains, elapsed) = (holders.chains, holders.elapsed)
        let when = Segment("  asked " + state.readings.age(of: elapsed), .muted)
        guard !chains.isEmpty else {
            return [Segment("\(glyphs[.good]) ", .good), Segment("nothing is held"), when]
        }
        let count = Figures.grouped(chains.reduce(0) { $0 + $1.count })
        let types = chains.count == 1 ? "1 type" : "\(Figures.grouped(chains.count)) types"
        return [Segment("\(count) held", .warning), Segment(", \(types)"), when]
    }

    private func lines(of chain: HolderChain, columns: Int) -> [[Segment]] {
        let text = String(chain.chain.unicodeScalars.prefix(Self.longestChain))
        let age = chain.since.map {
            [Segment("  held for " + Quantity.age(state.readings.shownAt - $0), .muted)]
        }
        let head =
            [Segment(Figures.grouped(chain.count), .warning), Segment(" " + chain.type, .title)] + (age ?? [])
        let indent = Segment(String(repeating: " ", count: Self.indent))
        return [head]
            + Rendered(text).wrapped(to: columns - Self.indent).map { [indent, Segment($0)] }
    }
}
