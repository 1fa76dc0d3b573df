internal import Foundation
internal import PlanEngine

extension WorkloadSource {
    /// Looks whether there is a file that can be read.
    /// - Throws: one line that says why not.
    func check() throws(WorkloadError) {
        guard case .file(let path) = self else { return }
        guard FileManager.default.fileExists(atPath: path) else {
            throw .unusable("\(path): no such file (a workload is a Python file, or scenario:NAME)")
        }
        // Only in a folder is there a place called ".".
        if FileManager.default.fileExists(atPath: path + "/.") {
            throw .unusable("\(path) is a folder; name the Python file in it")
        }
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw .unusable("\(path): not readable")
        }
    }
}
