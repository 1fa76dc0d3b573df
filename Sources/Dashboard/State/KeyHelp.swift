internal import TerminalUI

/// What a key does, for whoever describes the program.
package struct KeyHelp: Sendable {
    /// How the keys are written.
    package let keys: String
    /// What they do.
    package let purpose: String
    /// The same in at most 26 columns.
    let brief: String

    /// Every key there is, in the order of the help.
    package static var all: [KeyHelp] {
        Keymap.standard.bindings.compactMap { binding in
            guard let run = binding.help(.everything) else {
                return KeyHelp(keys: binding.keys, purpose: binding.purpose, brief: "")
            }
            guard let replay = binding.help(.replay), replay.purpose != run.purpose else { return run }
            let purpose = "\(run.purpose); in a replay: \(replay.purpose)"
            return KeyHelp(keys: run.keys, purpose: purpose, brief: run.brief)
        }
    }
}
