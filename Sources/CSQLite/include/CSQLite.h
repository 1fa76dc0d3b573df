// What of SQLite cannot be reached from Swift. GRDB does the rest.
#pragma once

// From now on the files of databases have descriptors that scripts leave alone when they close whatever they find open. Any thread,
// any number of times.
void csqlite_set_files_aside(void);
