/// A value that travels between versions of phantop and may have other fields there.
///
/// Whoever reads it takes for a field that is missing, or that says something unknown, what a value has that was just
/// made. So a new field needs nothing but its default, and a field without a default is an error of the compiler.
package protocol Transmitted: Codable {
    /// Creates a value in which every field has its default.
    init()
}
