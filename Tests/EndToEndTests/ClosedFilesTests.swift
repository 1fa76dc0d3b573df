import Foundation
import Testing

@Suite("a script that closes every file there can be", .paced) struct ClosedFilesTests {
    private let folder: Folder

    init() throws {
        folder = try Folder()
        try folder.write(
            """
            import os
            from opentap import *
            class Close(TestStep):
                def Run(self):
                    os.closerange(3, 65536)
            """, to: "close.py")
    }

    @Test("keeps nobody waiting at the end, and the report is written all the same")
    func report() async throws {
        let outcome = try await Program.run(
            ["close.py", "--headless", "--plans", "2", "--steps", "1", "--report", "report.json"], in: folder)
        // Python has some seconds to stop, and nothing here keeps it from that: else this would be 3.
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(try Report(folder.read("report.json") ?? "").plans == 2)
    }

    @Test("is told as the reason where standard output is lost, and the table is where it can be read")
    func table() async throws {
        let outcome = try await Program.run(
            ["close.py", "--headless", "--plans", "2", "--steps", "1"], in: folder)
        #expect(outcome.code == 2 && outcome.output == "")
        #expect(outcome.errors.hasPrefix("workload       close.py, preset sweep\n"), "\(outcome.errors)")
        #expect(
            outcome.errors.hasSuffix(
                "phantop: the result could not be written to standard output: the script has closed files of the program\n"
            ), "\(outcome.errors)")
    }
}
