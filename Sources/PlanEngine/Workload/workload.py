"""Loads what `phantop run` is given, and finds the steps in it."""

import os
import sys
# Early, so that the first step that raises does not look like a leak: tracebacks need both.
import ast
import traceback
import types

from phantop import TestStep


def load_file(path):
    """Runs a file as a module of its own name; its folder is on sys.path."""
    with open(path, "rb") as file:
        source = file.read()
    sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    return load_source(os.path.splitext(os.path.basename(path))[0], source, path)


def load_source(name, source, path):
    # A file named like a library module must not take its place for everybody else.
    if name in sys.modules or name in sys.stdlib_module_names:
        name = "workload_" + name
    module = types.ModuleType(name)
    module.__file__ = path
    code = compile(source, path, "exec", dont_inherit=True)
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def step_classes(module):
    """The concrete step classes that the module itself defines, in their order."""
    return [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, TestStep)
        and value.__module__ == module.__name__
        and not value.__dict__.get("__clr_abstract__", False)
        and not getattr(value, "__abstractmethods__", None)
        and value.Run is not TestStep.Run
    ]


def plan_function(module):
    function = getattr(module, "plan", None)
    return function if callable(function) else None


def place(exception):
    """File and line that an exception points at: of the syntax error, or of its innermost frame."""
    if isinstance(exception, SyntaxError) and exception.filename:
        return exception.filename, exception.lineno or 0
    trace = exception.__traceback__
    where = None
    while trace is not None:
        filename = trace.tb_frame.f_code.co_filename
        if not filename.startswith("<phantop"):
            where = filename, trace.tb_lineno
        trace = trace.tb_next
    return where
