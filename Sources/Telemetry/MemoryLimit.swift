/// How much memory a process may take before something ends it.
package enum MemoryLimit {
    /// The least of the limits that control groups set and of the memory that there is.
    ///
    /// Every group on the way up may set one, see cgroups(7); the file is called `memory.max` in version 2 and
    /// `memory.limit_in_bytes` in version 1. A group whose folder cannot be seen from inside a container counts as none.
    /// - Parameters:
    ///   - groups: the content of `/proc/self/cgroup`.
    ///   - physical: bytes of memory in the machine.
    ///   - read: the content of a file, nil if there is none.
    package static func bytes(groups: String, physical: Int, read: (String) -> String?) -> Int {
        let limits = groups.split(separator: "\n").flatMap { files(of: $0) }.compactMap { file in
            read(file).flatMap { text in Int(text.prefix { $0 != "\n" }) }
        }
        return limits.filter { $0 > 0 }.reduce(physical, min)
    }

    /// Where the limits of a line like `4:memory:/user.slice/session` may stand, from the group itself up to the root.
    private static func files(of line: some StringProtocol) -> [String] {
        let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3 else { return [] }
        let isUnified = parts[1].isEmpty
        guard isUnified || parts[1].split(separator: ",").contains("memory") else { return [] }
        let folder = isUnified ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory"
        let name = isUnified ? "memory.max" : "memory.limit_in_bytes"
        let names = parts[2].split(separator: "/")
        return (0...names.count).reversed().map { depth in
            ([folder[...]] + names.prefix(depth).map { Substring($0) } + [name[...]]).joined(separator: "/")
        }
    }
}
