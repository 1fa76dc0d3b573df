// Counts what the process allocates, to the byte and at its highest. Only between begin and end: otherwise every call
// goes straight on to the C library.
#pragma once

// From now on every allocation of every thread counts.
void allocations_begin(void);
// Counts no more; the most bytes there were at once beyond those at the beginning.
long allocations_end(void);
