package import PythonBridge

/// The Python modules that OpenTAP's Python plugins import: `opentap`, `OpenTap`, `System`, `clr`.
package enum OpenTAPModules {
    /// Makes the modules importable. The module `phantop` must exist. Runs Python code.
    package static func load(holding gil: inout GIL) throws(PythonError) {
        let modules: [(name: String, source: [UInt8])] = [
            ("_phantop_process", PackageResources.process_py),
            ("System", PackageResources.System_py), ("clr", PackageResources.clr_py),
            ("OpenTap", PackageResources.OpenTap_py), ("opentap", PackageResources.opentap_py),
        ]
        for module in modules {
            let source = String(decoding: module.source, as: UTF8.self)
            _ = try gil.importModule(module.name, source: source, path: "<phantop \(module.name)>")
        }
    }
}
