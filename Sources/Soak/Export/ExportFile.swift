internal import CLinux
internal import Foundation

/// Where an export goes: standard output, or a file that appears when it is complete.
package struct ExportFile {
    private let handle: FileHandle
    /// What is written, and what it is called in the end; nil where it is written as it comes.
    private let names: (new: String, path: String)?

    /// Opens it.
    /// - Parameters:
    ///   - path: nil or `-` for standard output.
    ///   - record: which must not be overwritten.
    package init(_ path: String?, record: String) throws(ExportError) {
        guard let path, path != "-" else {
            (handle, names) = (.standardOutput, nil)
            return
        }
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        let source = URL(fileURLWithPath: record).resolvingSymlinksInPath().path
        if let old = FileIdentity(target), old == FileIdentity(source) {
            throw .unwritable("\(path) is the record itself; choose another name")
        }
        // What is not there has no attributes.
        let old = try? FileManager.default.attributesOfItem(atPath: target)
        if (old?[.type] as? FileAttributeType ?? .typeRegular) == .typeRegular {
            let new = "\(target).\(ProcessInfo.processInfo.processIdentifier)"
            names = (new, target)
            Self.doom(new, until: target)
            handle = try Self.open(new, named: path, isNew: true)
        } else {
            names = nil
            handle = try Self.open(path, named: path, isNew: false)
        }
    }

    /// Adds a piece.
    package func write(_ bytes: [UInt8]) throws(ExportError) {
        do { try handle.write(contentsOf: Data(bytes)) } catch {
            throw .unwritable(SystemReason.of(error))
        }
    }

    /// Gives it its name: nobody ever sees half of it.
    package func finish() throws(ExportError) {
        guard let names else { return }
        do {
            try handle.close()
        } catch {
            throw .unwritable("\(names.path): \(SystemReason.of(error))")
        }
        // In one step: if anything goes wrong, what had the name keeps it.
        guard clinux_rename_doomed() != 0 else {
            throw .unwritable("\(names.path): it cannot take the place of what is there")
        }
        clinux_doom(0)
    }

    /// Leaves nothing behind.
    package func discard() {
        // If that fails too, there is nothing left to do.
        if let names { try? FileManager.default.removeItem(atPath: names.new) }
    }

    private static func open(_ path: String, named name: String, isNew: Bool) throws(ExportError)
        -> FileHandle
    {
        do {
            let place = URL(fileURLWithPath: path)
            if isNew { try Data().write(to: place) }
            return try FileHandle(forWritingTo: place)
        } catch {
            throw .unwritable("\(name): \(SystemReason.of(error))")
        }
    }

    /// A signal that ends the process takes a file along that is not complete.
    private static func doom(_ path: String, until name: String) {
        for (index, byte) in (Array(path.utf8) + [0]).enumerated() {
            clinux_doomed_byte(Int32(clamping: index), byte)
        }
        for (index, byte) in (Array(name.utf8) + [0]).enumerated() {
            clinux_successor_byte(Int32(clamping: index), byte)
        }
        clinux_doom(1)
    }
}
