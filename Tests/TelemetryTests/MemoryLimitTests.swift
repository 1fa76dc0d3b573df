import Testing

@testable import Telemetry

@Suite("the memory limit")
struct MemoryLimitTests {
    private func limit(_ groups: String, _ files: [String: String]) -> Int {
        MemoryLimit.bytes(groups: groups, physical: 8_000_000_000) { files[$0] }
    }

    @Test("without control groups it is the memory of the machine")
    func physical() { #expect(limit("", [:]) == 8_000_000_000) }

    @Test("a group of version 2 and every group above it may set a lower one")
    func unified() {
        let groups = "0::/user.slice/session\n"
        let own = "/sys/fs/cgroup/user.slice/session/memory.max"
        #expect(limit(groups, [own: "max\n"]) == 8_000_000_000)
        #expect(limit(groups, [own: "512000000\n"]) == 512_000_000)
        #expect(
            limit(groups, [own: "512000000\n", "/sys/fs/cgroup/user.slice/memory.max": "256000000\n"])
                == 256_000_000)
        #expect(limit(groups, ["/sys/fs/cgroup/memory.max": "100\n"]) == 100)
    }

    @Test("of version 1 the group of the memory controller counts")
    func version1() {
        let groups = "5:devices:/x\n4:cpu,memory:/docker/ab\n0::/\n"
        let file = "/sys/fs/cgroup/memory/docker/ab/memory.limit_in_bytes"
        #expect(limit(groups, [file: "1000000\n"]) == 1_000_000)
        // No limit, in version 1.
        #expect(limit(groups, [file: "9223372036854771712\n"]) == 8_000_000_000)
    }

    @Test("what makes no sense is no limit", arguments: ["", "x", "0::", "::", "4:memory", "0::/a:b"])
    func nonsense(_ groups: String) {
        #expect(
            limit(groups, ["/sys/fs/cgroup/a:b/memory.max": "-5", "/sys/fs/cgroup/memory.max": "many"])
                == 8_000_000_000)
    }
}
