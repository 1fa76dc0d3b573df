internal import TerminalUI

/// What a key does, for whoever describes the program.
package struct KeyHelp: Sendable {
    /// How the keys are written.
    package let keys: String
    /// What they do.
    package let purpose: String

    /// Every key there is, in the order of the help.
    package static var all: [KeyHelp] {
        Keymap.standard.bindings.map { KeyHelp(keys: $0.keys, purpose: $0.purpose) }
    }
}
