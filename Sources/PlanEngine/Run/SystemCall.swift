/// A system call in which a thread sleeps.
///
/// Source: `/proc/self/task/*/syscall`, see proc(5). Kernels without CONFIG_HAVE_ARCH_TRACEHOOK do not have it.
struct SystemCall: Equatable {
    /// Its number, which differs between architectures.
    let number: Int
    /// Its six arguments, whatever they are.
    let arguments: [UInt]

    /// Reads a line: the number, the arguments, stack pointer and program counter.
    ///
    /// Nil for a thread that runs (`running`), or sleeps outside of any call (`-1` and two addresses).
    init?(line: String) {
        let fields = line.split { $0 == " " || $0 == "\n" }
        guard fields.count == 9, let number = Int(fields[0]), number >= 0 else { return nil }
        let arguments = fields[1...6].compactMap { field in
            field.hasPrefix("0x") ? UInt(field.dropFirst(2), radix: 16) : nil
        }
        guard arguments.count == 6 else { return nil }
        (self.number, self.arguments) = (number, arguments)
    }
}
