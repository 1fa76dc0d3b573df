// One-line inline functions for what Swift cannot see of CPython's headers: macros, variadic functions and
// globals that are shared mutable state to Swift 6. No logic.
#pragma once
#include <features.h>
#include <sys/select.h>
#define PY_SSIZE_T_CLEAN
#include <Python.h>
