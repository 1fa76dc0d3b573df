// What both binding libraries wrap: the counterpart of the benchmark's Swift class `Meter`.
#pragma once
#include <cstddef>

// How many instances were made and destroyed, so that the benchmark can see that work was really done.
inline std::size_t made = 0;
inline std::size_t destroyed = 0;

// A class whose methods Python calls.
struct Meter {
    long level = 0;

    Meter() { ++made; }
    ~Meter() { ++destroyed; }
    void touch() {}
    long add(long number) { return level + number; }
};

// A class whose methods Python overrides and C++ calls.
struct Stage {
    std::size_t missed = 0;

    Stage() { ++made; }
    virtual ~Stage() { ++destroyed; }
    virtual void run() { ++missed; }
    virtual long measure(long number) {
        ++missed;
        return number;
    }
};

// Calls an override many times; the sum shows that every result arrived.
inline void run_many(Stage &stage, std::size_t count) {
    for (std::size_t index = 0; index < count; ++index) stage.run();
}

inline long measure_many(Stage &stage, std::size_t count) {
    long sum = 0;
    for (std::size_t index = 0; index < count; ++index) sum += stage.measure(1);
    return sum;
}
