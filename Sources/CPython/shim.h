// One-line inline functions for what Swift cannot see of CPython's headers: macros, variadic functions and
// globals that are shared mutable state to Swift 6. No logic.
#pragma once
// First, and without _GNU_SOURCE: Python.h would define fd_set otherwise than every other module does.
#include <features.h>
#include <sys/select.h>
#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <malloc.h>
#include <structmember.h>

// The memory of a wrapper: what CPython allocates for an instance of a hosted type. Generation 0 is never valid.
typedef struct {
    PyObject_HEAD
    uint32_t slot;
    uint32_t generation;
    void *page;
} CPythonWrapper;

// A method of a hosted type: a method descriptor that is called by vectorcall and leads to a Swift closure.
typedef struct {
    PyObject_HEAD
    vectorcallfunc vectorcall;
    void *method;
} CPythonMethod;

// Whether the process runs under AddressSanitizer.
extern void __asan_init(void) __attribute__((weak));
static inline int cpython_is_sanitized(void) { return __asan_init != NULL; }

static inline void cpython_prefetch(const void *address) { __builtin_prefetch(address, 1); }

static inline PyObject *cpython_none(void) { return Py_None; }
static inline PyObject *cpython_true(void) { return Py_True; }
static inline PyObject *cpython_false(void) { return Py_False; }
static inline PyObject *cpython_type_error(void) { return PyExc_TypeError; }
static inline PyObject *cpython_value_error(void) { return PyExc_ValueError; }
static inline PyObject *cpython_index_error(void) { return PyExc_IndexError; }
static inline int cpython_is_exception(PyObject *object) { return PyExceptionInstance_Check(object); }
static inline PyObject *cpython_reference_error(void) { return PyExc_ReferenceError; }
static inline PyObject *cpython_runtime_error(void) { return PyExc_RuntimeError; }
static inline PyTypeObject *cpython_object_type(void) { return &PyBaseObject_Type; }

static inline int cpython_is_unicode(PyObject *object) { return PyUnicode_Check(object); }
static inline int cpython_is_bool(PyObject *object) { return PyBool_Check(object); }
static inline int cpython_is_int(PyObject *object) { return PyLong_Check(object); }
static inline int cpython_is_exact_int(PyObject *object) { return PyLong_CheckExact(object); }
static inline int cpython_is_float(PyObject *object) { return PyFloat_Check(object); }
static inline int cpython_is_type(PyObject *object) { return PyType_Check(object); }
static inline int cpython_is_instance_of(PyObject *object, PyTypeObject *type) {
    return PyObject_TypeCheck(object, type);
}
static inline const char *cpython_type_name(PyTypeObject *type) { return type->tp_name; }
static inline int cpython_visit_type(PyObject *object, visitproc visit, void *context) {
    return visit((PyObject *)Py_TYPE(object), context);
}
static inline int cpython_visit(PyTypeObject *type, visitproc visit, void *context) {
    return visit((PyObject *)type, context);
}
static inline void *cpython_module_state_of_type(PyTypeObject *type, PyModuleDef *definition) {
    PyObject *module = PyType_GetModuleByDef(type, definition);
    return module ? *(void **)PyModule_GetState(module) : NULL;
}
static inline PyObject *cpython_module_create(PyModuleDef *definition) { return PyModule_Create(definition); }
static inline PyModuleDef cpython_module_definition(
    const char *name, const char *doc, traverseproc traverse, freefunc free) {
    return (PyModuleDef){PyModuleDef_HEAD_INIT, name, doc, sizeof(void *), NULL, NULL, traverse, NULL, free};
}
// From now on nobody can change what the class offers.
static inline void cpython_seal(PyTypeObject *type) { type->tp_flags |= Py_TPFLAGS_IMMUTABLETYPE; PyType_Modified(type); }
static inline Py_ssize_t cpython_vectorcall_count(size_t flagged) { return PyVectorcall_NARGS(flagged); }
static inline PyMemberDef cpython_vectorcall_member(void) {
    return (PyMemberDef){"__vectorcalloffset__", T_PYSSIZET, offsetof(CPythonMethod, vectorcall), READONLY, NULL};
}
static inline PyTypeObject *cpython_type_of(PyObject *object) { return Py_TYPE(object); }
static inline PyObject *cpython_type_as_object(PyObject *object) { return (PyObject *)Py_TYPE(object); }
static inline unsigned int cpython_method_flags(void) {
    return Py_TPFLAGS_METHOD_DESCRIPTOR | Py_TPFLAGS_HAVE_VECTORCALL | Py_TPFLAGS_DISALLOW_INSTANTIATION
        | Py_TPFLAGS_IMMUTABLETYPE;
}
static inline unsigned int cpython_host_flags(void) {
    return Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | Py_TPFLAGS_HAVE_GC;
}
// dladdr(3) under a name of its own: <dlfcn.h> shows it only with _GNU_SOURCE, which would change fd_set.
typedef struct {
    const char *file;
    void *base;
    const char *symbol;
    void *address;
} CPythonLibrary;
extern int cpython_library_of(const void *address, CPythonLibrary *library) __asm__("dladdr");
// The file that the dynamic linker loaded libpython from; the linker owns the text.
static inline const char *cpython_library_path(void) {
    CPythonLibrary library;
    return cpython_library_of((void *)Py_Initialize, &library) && library.file ? library.file : "";
}
static inline int cpython_is_gc(PyObject *object) { return PyObject_IS_GC(object); }
static inline int cpython_is_module(PyObject *object) { return PyModule_Check(object); }
static inline int cpython_is_dict(PyObject *object) { return PyDict_Check(object); }
static inline PyObject *cpython_function_globals(PyObject *object) {
    return PyFunction_Check(object) ? PyFunction_GET_GLOBALS(object) : NULL;
}
static inline int cpython_traverse(PyObject *object, visitproc visit, void *context) {
    return Py_TYPE(object)->tp_traverse ? Py_TYPE(object)->tp_traverse(object, visit, context) : 0;
}
static inline int cpython_is_list(PyObject *object) { return PyList_Check(object); }
static inline int cpython_is_tuple(PyObject *object) { return PyTuple_Check(object); }
static inline PyObject *cpython_type_dict(PyObject *type) { return ((PyTypeObject *)type)->tp_dict; }
// The dictionary that a module or a class keeps its names in, borrowed; NULL for anything else.
static inline PyObject *cpython_namespace(PyObject *object) {
    return PyModule_Check(object) ? PyModule_GetDict(object) : PyType_Check(object) ? cpython_type_dict(object) : NULL;
}

// Where threads sleep until they get the GIL, and how often it has changed hands: of this CPython knows only inside itself.
#define Py_BUILD_CORE
#include <internal/pycore_runtime.h>
#undef Py_BUILD_CORE
static inline uintptr_t cpython_gil_begin(void) { return (uintptr_t)&_PyRuntime.ceval.gil.cond; }
static inline uintptr_t cpython_gil_end(void) { return (uintptr_t)(&_PyRuntime.ceval.gil.cond + 1); }
static inline unsigned long cpython_gil_switches(void) {
    return __atomic_load_n(&_PyRuntime.ceval.gil.switch_number, __ATOMIC_RELAXED);
}
// Whether the library that runs has its lock where the headers say: for a thread that holds it.
static inline int cpython_finds_gil(void) {
    return _Py_atomic_load_relaxed(&_PyRuntime.ceval.gil.locked) == 1
        && _Py_atomic_load_relaxed(&_PyRuntime.ceval.gil.last_holder) == (uintptr_t)_PyThreadState_UncheckedGet()
        && _PyRuntime.ceval.gil.interval == _PyEval_GetSwitchInterval();
}
// The system call in which a thread waits for a word of memory to change; its number differs between architectures.
#include <sys/syscall.h>
static inline int cpython_is_futex(long call) {
#ifdef SYS_futex_time64
    if (call == SYS_futex_time64) return 1;
#endif
    return call == SYS_futex;
}
