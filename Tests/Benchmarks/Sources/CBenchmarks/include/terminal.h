// The functions of pty(7), which Swift does not see.
#pragma once

// Opens a pseudo terminal of a size and stores both its ends.
// Returns 0, or -1 with errno set.
int terminal_open(int columns, int rows, int *master, int *slave);
