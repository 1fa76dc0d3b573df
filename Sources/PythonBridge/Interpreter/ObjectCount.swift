internal import CPython

extension GIL {
    /// How many objects of each class Python's collector tracks: containers and instances, no numbers and no texts.
    ///
    /// Keeps the GIL all the while, some 30 ns an object: a list of them kept across a gap would look like a holder.
    /// - Throws: what `gc.get_objects()` raises.
    public mutating func countObjects() throws(PythonError) -> [String: Int] {
        let list = try module("gc").attribute("get_objects", holding: &self).call(holding: &self)
        guard unsafe cpython_is_list(list.pointer) != 0 else { throw .type("gc.get_objects() gives no list") }
        var counts: [UnsafeMutablePointer<PyTypeObject>: Int] = unsafe [:]
        for index in 0..<(unsafe PyList_Size(list.pointer)) {
            // Borrowed, and nothing runs that could change the list.
            guard let object = unsafe PyList_GetItem(list.pointer, index),
                let type = unsafe cpython_type_of(object)
            else { continue }
            unsafe counts[type, default: 0] += 1
        }
        var named: [String: Int] = [:]
        unsafe counts.forEach { type, count in
            unsafe named[String(cString: cpython_type_name(type)), default: 0] += count
        }
        return named
    }
}
