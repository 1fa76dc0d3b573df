/// The colours that xterm gives the numbers of its palette.
enum Palette {
    private static let named: [(Int, Int, Int)] = [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205),
        (229, 229, 229), (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255),
        (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ]

    static func color(_ index: UInt8) -> Color {
        let (red, green, blue) = components(Int(index))
        return .rgb(red: UInt8(red), green: UInt8(green), blue: UInt8(blue))
    }

    /// The one of the 16 named colours that has about this hue; pale colours keep theirs instead of turning white.
    static func named(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        let parts = [Int(red), Int(green), Int(blue)]
        let high = max(parts[0], parts[1], parts[2])
        let chroma = high - min(parts[0], parts[1], parts[2])
        guard chroma >= 48 else { return [0, 0, 8, 8, 7, 7, 15, 15][high / 32] }
        let threshold = high - chroma * 3 / 5
        let bits = (0..<3).reduce(0) { parts[$1] > threshold ? $0 | 1 << $1 : $0 }
        return UInt8(high >= 192 ? bits + 8 : bits)
    }

    /// The one of the fixed colours, from 16 on, that looks most like it.
    static func nearest(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> UInt8 {
        func distance(_ index: Int) -> Int {
            let other = components(index)
            let mean = (Int(red) + other.0) / 2
            let (r, g, b) = (Int(red) - other.0, Int(green) - other.1, Int(blue) - other.2)
            // Close to how different they look, https://www.compuphase.com/cmetric.htm
            return ((512 + mean) * r * r) / 256 + 4 * g * g + ((767 - mean) * b * b) / 256
        }
        return (16...255).min { distance(Int($0)) < distance(Int($1)) } ?? 16
    }

    private static func components(_ index: Int) -> (Int, Int, Int) {
        if index < 16 { return named[index] }
        if index >= 232 {
            let grey = 8 + (index - 232) * 10
            return (grey, grey, grey)
        }
        func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
        let cube = index - 16
        return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    }
}
