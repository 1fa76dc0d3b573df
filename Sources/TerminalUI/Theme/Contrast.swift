internal import Glibc

extension Color {
    /// How well one colour is read on another, from 1 to 21, as WCAG 2.1 defines it; the terminal's own background counts
    /// as black. Nil for a colour that only the terminal knows.
    func contrast(with behind: Color) -> Double? {
        let ground = behind == .terminal ? 0 : behind.luminance
        guard let own = luminance, let ground else { return nil }
        return (max(own, ground) + 0.05) / (min(own, ground) + 0.05)
    }

    /// A colour on the way to another; itself where only the terminal knows one of them.
    /// - Parameter share: of the other, from 0 to 1.
    func mixed(with other: Color, share: Double) -> Color {
        guard case .rgb(let red, let green, let blue) = self,
            case .rgb(let otherRed, let otherGreen, let otherBlue) = other
        else { return self }
        func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
            UInt8((Double(a) + (Double(b) - Double(a)) * min(1, max(0, share))).rounded())
        }
        return .rgb(red: mix(red, otherRed), green: mix(green, otherGreen), blue: mix(blue, otherBlue))
    }

    private var luminance: Double? {
        guard case .rgb(let red, let green, let blue) = self else { return nil }
        func linear(_ part: UInt8) -> Double {
            let value = Double(part) / 255
            return value <= 0.03928 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
