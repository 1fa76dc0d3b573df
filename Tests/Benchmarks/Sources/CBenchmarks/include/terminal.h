// The functions of pty(7) and of processes on them, which Swift does not see or only through raw pointers.
#pragma once
#include <stdint.h>

// Opens a pseudo terminal of a size and stores both its ends.
// Returns 0, or -1 with errno set.
int terminal_open(int columns, int rows, int *master, int *slave);

// Starts a program on the other end of `master`, which becomes its terminal. Words and variables of the environment are
// separated by the character 31.
// Returns its process, or -1.
int terminal_start(int master, const char *words, const char *environment);

// Waits until a child has ended and lets it go, or for so many milliseconds.
// Returns whether it has ended.
int terminal_wait(int process, int milliseconds);

// Nanoseconds of processor time of all threads that a process has and had; -1 when it is gone.
int64_t terminal_processor_time(int process);
