#include "meter.h"
#include <pybind11/pybind11.h>

namespace py = pybind11;

struct StageTrampoline : Stage {
    using Stage::Stage;
    void run() override { PYBIND11_OVERRIDE(void, Stage, run); }
    long measure(long number) override { PYBIND11_OVERRIDE(long, Stage, measure, number); }
};

PYBIND11_MODULE(peer_pybind11, module) {
    py::class_<Meter>(module, "Meter")
        .def(py::init<>())
        .def("touch", &Meter::touch)
        .def("add", &Meter::add)
        .def_readwrite("level", &Meter::level);
    py::class_<Stage, StageTrampoline>(module, "Stage")
        .def(py::init<>())
        .def("run", &Stage::run)
        .def("measure", &Stage::measure)
        .def_readonly("missed", &Stage::missed);
    module.def("run_many", &run_many);
    module.def("measure_many", &measure_many);
    module.def("made", [] { return made; });
    module.def("destroyed", [] { return destroyed; });
}
