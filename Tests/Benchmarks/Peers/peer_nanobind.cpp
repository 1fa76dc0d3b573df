#include "meter.h"
#include <nanobind/nanobind.h>
#include <nanobind/trampoline.h>

namespace nb = nanobind;

struct StageTrampoline : Stage {
    NB_TRAMPOLINE(Stage);
    void run() override { NB_OVERRIDE(run); }
    long measure(long number) override { NB_OVERRIDE(measure, number); }
};

NB_MODULE(peer_nanobind, module) {
    nb::class_<Meter>(module, "Meter")
        .def(nb::init<>())
        .def("touch", &Meter::touch)
        .def("add", &Meter::add)
        .def_rw("level", &Meter::level);
    nb::class_<Stage, StageTrampoline>(module, "Stage")
        .def(nb::init<>())
        .def("run", &Stage::run)
        .def("measure", &Stage::measure)
        .def_ro("missed", &Stage::missed);
    module.def("run_many", &run_many);
    module.def("measure_many", &measure_many);
    module.def("made", [] { return made; });
    module.def("destroyed", [] { return destroyed; });
}
