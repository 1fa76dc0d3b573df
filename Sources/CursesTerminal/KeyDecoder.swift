package import TerminalUI

/// Turns what a terminal sends into keys and reports of the mouse, and drops what is neither.
///
/// ncurses has recognised the sequences that terminfo knows. What is left is text in UTF-8 and sequences that are
/// unknown here, which must not be taken for keys one character at a time: a stray `ESC [ 4 q` does not quit.
/// What a person pastes is dropped for the same reason.
package struct KeyDecoder {
    /// One thing that came from the terminal.
    package enum Input: Equatable {
        /// A byte that belongs to no sequence known to terminfo.
        case byte(UInt8)
        /// A key known to terminfo; nil for one that has no meaning here.
        case key(Key?)
        /// Nothing more for now, and what came so far is old enough to be all of it.
        case pause
    }

    private enum State {
        case ground
        case character([UInt8], missing: Int)
        case escape
        case shift
        case sequence(parameters: [UInt8])
        case string
        case stringEscape
        case mouse([UInt8])
        case paste(tail: [UInt8])
    }

    private var state = State.ground
    private static let pasteEnd = Array("\u{1B}[201~".utf8)

    /// Creates a decoder that has seen nothing.
    package init() {}

    /// Takes the next input.
    /// - Returns: the key or the report that it completes, if it completes one.
    package mutating func feed(_ input: Input) -> TerminalEvent? {
        switch input {
        case .pause: return pause()
        case .key(let key):
            if case .paste = state { return nil }
            // After an escape it is a key with Alt, which means nothing here.
            defer { state = .ground }
            if case .ground = state { return key.map(TerminalEvent.key) }
            return nil
        case .byte(let byte): return feed(byte)
        }
    }

    /// Whether a sequence has begun of which the rest may still be on its way.
    package var isInside: Bool {
        if case .ground = state { return false }
        return true
    }

    /// Gives up a sequence that never ended.
    package mutating func reset() { state = .ground }

    private mutating func pause() -> TerminalEvent? {
        guard case .escape = state else { return nil }
        state = .ground
        return .key(.escape)
    }

    private mutating func feed(_ byte: UInt8) -> TerminalEvent? {
        switch state {
        case .sequence(let parameters): return sequence(parameters, byte)
        case .mouse(let bytes):
            state = bytes.count < 2 ? .mouse(bytes + [byte]) : .ground
            return bytes.count < 2 ? nil : MouseReport.bytes(bytes + [byte]).map(TerminalEvent.mouse)
        default: return key(byte).map(TerminalEvent.key)
        }
    }

    private mutating func key(_ byte: UInt8) -> Key? {
        switch state {
        case .ground, .sequence, .mouse: return begin(byte)
        case .character(let bytes, let missing): return proceed(bytes, missing, byte)
        case .escape: return afterEscape(byte)
        case .shift:
            state = .ground
            return Self.key(final: byte)
        case .string:
            if byte == 0x1B { state = .stringEscape } else if byte == 0x07 { state = .ground }
        case .stringEscape:
            state = byte == UInt8(ascii: "\\") ? .ground : .string
        case .paste(let tail):
            let seen = Array((tail + [byte]).suffix(Self.pasteEnd.count))
            state = seen == Self.pasteEnd ? .ground : .paste(tail: seen)
        }
        return nil
    }

    private mutating func begin(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x1B: state = .escape
        case 0x03: return .interrupt
        case 0x08, 0x7F: return .backspace
        case 0x09: return .tab
        case 0x0A, 0x0D: return .enter
        case 0..<0x7F: return .character(Character(Unicode.Scalar(byte)))
        case 0xC2..<0xE0: state = .character([byte], missing: 1)
        case 0xE0..<0xF0: state = .character([byte], missing: 2)
        case 0xF0..<0xF5: state = .character([byte], missing: 3)
        default: break
        }
        return nil
    }

    private mutating func proceed(_ bytes: [UInt8], _ missing: Int, _ byte: UInt8) -> Key? {
        guard byte & 0xC0 == 0x80 else {
            state = .ground
            return begin(byte)
        }
        guard missing == 1 else {
            state = .character(bytes + [byte], missing: missing - 1)
            return nil
        }
        state = .ground
        let text = String(validating: bytes + [byte], as: UTF8.self)
        return text?.first.map(Key.character)
    }

    private mutating func afterEscape(_ byte: UInt8) -> Key? {
        switch byte {
        case 0x1B: return .escape
        case UInt8(ascii: "["): state = .sequence(parameters: [])
        case UInt8(ascii: "O"): state = .shift
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
            state = .string
        default: state = .ground
        }
        return nil
    }

    private mutating func sequence(_ parameters: [UInt8], _ byte: UInt8) -> TerminalEvent? {
        switch byte {
        case 0x20..<0x40:
            state = .sequence(parameters: parameters.count < 32 ? parameters + [byte] : parameters)
            return nil
        case 0x40..<0x7F:
            return end(parameters, byte)
        case 0x1B: state = .escape
        default: state = .ground
        }
        return nil
    }

    private mutating func end(_ parameters: [UInt8], _ byte: UInt8) -> TerminalEvent? {
        state = .ground
        switch (parameters.first, byte) {
        case (nil, UInt8(ascii: "M")): state = .mouse([])
        case (nil, _): return Self.key(final: byte).map(TerminalEvent.key)
        case (UInt8(ascii: "<"), _):
            return MouseReport.decimal(parameters, final: byte).map(TerminalEvent.mouse)
        case (_, UInt8(ascii: "~")) where parameters == Array("200".utf8): state = .paste(tail: [])
        case (_, UInt8(ascii: "~")): return Self.key(number: parameters).map(TerminalEvent.key)
        default: break
        }
        return nil
    }

    /// What nearly every terminal sends, whatever `TERM` says.
    private static func key(final byte: UInt8) -> Key? {
        switch byte {
        case UInt8(ascii: "A"): .up
        case UInt8(ascii: "B"): .down
        case UInt8(ascii: "C"): .right
        case UInt8(ascii: "D"): .left
        case UInt8(ascii: "H"): .home
        case UInt8(ascii: "F"): .end
        case UInt8(ascii: "M"): .enter
        case UInt8(ascii: "Z"): .backTab
        default: nil
        }
    }

    private static func key(number: [UInt8]) -> Key? {
        switch String(decoding: number, as: UTF8.self) {
        case "1", "7": .home
        case "3": .delete
        case "4", "8": .end
        case "5": .pageUp
        case "6": .pageDown
        default: nil
        }
    }
}
