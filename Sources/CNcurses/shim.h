// One-line inline functions for what Swift cannot see of ncurses: macros, variadic functions and globals.
#pragma once
#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <curses.h>
#include <langinfo.h>
#include <stdio.h>
#include <stdlib.h>
#include <term.h>

static inline WINDOW *cncurses_screen(void) { return stdscr; }
static inline WINDOW *cncurses_shown(void) { return curscr; }
static inline int cncurses_colors(void) { return COLORS; }
static inline int cncurses_pairs(void) { return COLOR_PAIRS; }
static inline int cncurses_columns(void) { return COLS; }
static inline int cncurses_rows(void) { return LINES; }

static inline attr_t cncurses_bold(void) { return WA_BOLD; }
static inline attr_t cncurses_dim(void) { return WA_DIM; }
static inline attr_t cncurses_reverse(void) { return WA_REVERSE; }
static inline attr_t cncurses_underline(void) { return WA_UNDERLINE; }

// Declared by hand: <wchar.h> hides it unless a feature macro is set for every module that includes it.
extern int wcwidth(wchar_t character);

static inline const char *cncurses_codeset(void) { return nl_langinfo(CODESET); }

// tigetstr answers (char *)-1 for the name of something that is no string.
static inline const char *cncurses_capability(const char *name) { const char *s = tigetstr(name); return s == (char *)-1 ? NULL : s; }
static inline const char *cncurses_moved(const char *cup, int row, int column) { return tiparm(cup, row, column); }
