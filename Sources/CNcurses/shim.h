// One-line inline functions for what Swift cannot see of ncurses: macros, variadic functions and globals.
#pragma once
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
