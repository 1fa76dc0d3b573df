/// Takes what a program writes to a terminal apart: ECMA-48 with the sequences of xterm, in UTF-8.
struct ControlDecoder {
    /// One thing that the terminal is to do.
    enum Control {
        case character(Unicode.Scalar)
        case newLine, reverseLine, carriageReturn, backspace, tab
        case sequence(Sequence)
    }

    /// A control sequence.
    struct Sequence {
        /// What is to be done.
        let final: Character
        /// Whether it is one of the terminal's own, marked by `?`.
        let isPrivate: Bool
        private let parameters: [Int]

        fileprivate init(final: UInt8, body: [UInt8]) {
            self.final = Character(Unicode.Scalar(final))
            isPrivate = body.first == UInt8(ascii: "?")
            let digits = body.drop { $0 == UInt8(ascii: "?") }
            parameters = digits.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
                Int(String(decoding: $0, as: UTF8.self)) ?? 0
            }
        }

        /// A parameter; 0 where none is given.
        subscript(index: Int) -> Int { index < parameters.count ? parameters[index] : 0 }
    }

    private enum State {
        case text
        case escape
        /// One more byte belongs to it.
        case designation
        case sequence([UInt8])
        /// Ends with BEL, or ESC and a backslash.
        case string
    }

    private var state = State.text
    private var scalar: UInt32 = 0
    private var missing = 0

    /// Takes a byte.
    /// - Returns: what it completes; nil if there is nothing to be done yet.
    mutating func take(_ byte: UInt8) -> Control? {
        switch state {
        case .text: return text(byte)
        case .escape: return escape(byte)
        case .designation: state = .text
        case .sequence(let body):
            guard (0x40...0x7E).contains(byte) else {
                state = .sequence(body + [byte])
                return nil
            }
            state = .text
            return .sequence(Sequence(final: byte, body: body))
        case .string:
            // The backslash after ESC is one that means nothing.
            if byte == 0x07 { state = .text } else if byte == 0x1B { state = .escape }
        }
        return nil
    }

    private mutating func escape(_ byte: UInt8) -> Control? {
        state = .text
        switch byte {
        case UInt8(ascii: "["): state = .sequence([])
        case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"): state = .string
        case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "#"): state = .designation
        case UInt8(ascii: "M"): return .reverseLine
        case UInt8(ascii: "D"): return .newLine
        default: break
        }
        return nil
    }

    private mutating func text(_ byte: UInt8) -> Control? {
        switch byte {
        case 0x1B: state = .escape
        case 0x08: return .backspace
        case 0x09: return .tab
        case 0x0A...0x0C: return .newLine
        case 0x0D: return .carriageReturn
        case ..<0x20: break
        case ..<0x80: return .character(Unicode.Scalar(byte))
        case ..<0xC0:
            (scalar, missing) = (scalar << 6 | UInt32(byte & 0x3F), missing - 1)
            if missing == 0 { return Unicode.Scalar(scalar).map(Control.character) }
        case ..<0xE0: (scalar, missing) = (UInt32(byte & 0x1F), 1)
        case ..<0xF0: (scalar, missing) = (UInt32(byte & 0x0F), 2)
        default: (scalar, missing) = (UInt32(byte & 0x07), 3)
        }
        return nil
    }
}
