import Foundation

/// The clocks of the programs that a test starts, which it sets as it likes.
struct TestClock {
    private let folder: Folder

    /// Builds what programs load before everything else, to be told another time.
    init(in folder: Folder, file: StaticString = #filePath) async throws {
        self.folder = folder
        try folder.workload("clock.c", file: file)
        // Whoever builds this package has clang; it need not be the one of the system.
        let built = try await Program.run(
            ["-c", "$(command -v clang || echo cc) -shared -fPIC -O1 -Wall -Werror -o clock.so clock.c"],
            of: "/bin/sh", in: folder)
        guard built.code == 0 else { throw Patience.Exhausted(description: built.errors) }
        guard FileManager.default.createFile(atPath: folder("clock"), contents: Data(count: 16)) else {
            throw Patience.Exhausted(description: "no file for the clocks")
        }
    }

    /// What a program finds in its environment whose clocks these are.
    var environment: [String: String] {
        ["LD_PRELOAD": folder("clock.so"), "PHANTOP_TEST_CLOCK": folder("clock"), "TZ": "UTC"]
    }

    /// Sets the clocks, of programs that run already, too.
    /// - Parameters:
    ///   - wall: seconds by which the clock on the wall is ahead.
    ///   - machine: seconds by which the one is ahead that counts since the machine was started.
    func set(wall: Int64, machine: Int64 = 0) throws {
        let file = try FileHandle(forUpdating: URL(fileURLWithPath: folder("clock")))
        // In place, because it is looked at where it is.
        let bytes = [wall * 1_000_000_000, machine * 1_000_000_000].flatMap { nanoseconds in
            (0..<8).map { UInt8(truncatingIfNeeded: nanoseconds >> Int64($0 * 8)) }
        }
        try file.write(contentsOf: Data(bytes))
        try file.close()
    }
}
