internal import PythonBridge
internal import Telemetry

/// Where the threads stand that scripts have started with Python's `threading`.
enum PythonFrames {
    /// More threads than anybody reads.
    private static let most = 256

    /// Looks at every thread that `threading` knows. Nothing of the script runs, and nothing is imported.
    ///
    /// - Throws: what CPython raises, such as a script that has put something else in the place of `threading`.
    static func find(holding gil: inout GIL) throws(PythonError) -> [ThreadFrame] {
        let system = try gil.module("sys")
        let modules = try system.attribute("modules", holding: &gil)
        // Importing it would make the thread that does so Python's main thread.
        let threading = try modules.attribute("get", holding: &gil).call(
            [.string("threading")], holding: &gil)
        guard try threading.truth(holding: &gil) else { return [] }
        let frames = try system.attribute("_current_frames", holding: &gil).call(holding: &gil)
        let get = try frames.attribute("get", holding: &gil)
        let threads = try threading.attribute("enumerate", holding: &gil).call(holding: &gil)
        var found: [ThreadFrame] = []
        for thread in try threads.elements(holding: &gil).prefix(most) {
            let number = try thread.attribute("native_id", holding: &gil).text(holding: &gil)
            let name = try thread.attribute("name", holding: &gil).text(holding: &gil)
            let identity = try thread.attribute("ident", holding: &gil)
            let frame = try get.call([.object(identity)], holding: &gil)
            guard let id = Int(number), try frame.truth(holding: &gil) else { continue }
            found.append(
                ThreadFrame(id: id, name: Journal.clean(name), place: try place(frame, holding: &gil)))
        }
        return found
    }

    private static func place(_ frame: PythonObject, holding gil: inout GIL) throws(PythonError) -> String {
        let code = try frame.attribute("f_code", holding: &gil)
        let function = try code.attribute("co_qualname", holding: &gil).text(holding: &gil)
        let file = try code.attribute("co_filename", holding: &gil).text(holding: &gil)
        let line = try frame.attribute("f_lineno", holding: &gil).text(holding: &gil)
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return Journal.clean("\(function) (\(name):\(line))")
    }
}
