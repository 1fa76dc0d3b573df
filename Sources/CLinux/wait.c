#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>

static int wait_until(struct pollfd *descriptors, nfds_t count, int64_t nanoseconds, int forever) {
    const int64_t deadline = clinux_monotonic_nanoseconds() + (nanoseconds > 0 ? nanoseconds : 0);
    for (;;) {
        int64_t left = deadline - clinux_monotonic_nanoseconds();
        if (left < 0) left = 0;
        const struct timespec timeout = {left / 1000000000, left % 1000000000};
        const int ready = ppoll(descriptors, count, forever ? NULL : &timeout, NULL);
        if (ready >= 0 || errno != EINTR) return ready;
    }
}

// Where a script has closed what is waited on, the time passes all the same, or a tenth of a second of for ever: whoever waits
// in a loop must not become one.
int clinux_wait_readable(int descriptor, int64_t nanoseconds, int forever) {
    struct pollfd one = {descriptor, POLLIN, 0};
    const int ready = wait_until(&one, 1, nanoseconds, forever);
    if (ready <= 0 || !(one.revents & POLLNVAL)) return ready;
    wait_until(NULL, 0, forever ? 100000000 : nanoseconds, 0);
    return 0;
}

int clinux_wait_either(int first, int second, int64_t nanoseconds) {
    struct pollfd two[2] = {{first, POLLIN, 0}, {second, POLLIN, 0}};
    if (wait_until(two, 2, nanoseconds, 0) <= 0) return 0;
    return (two[0].revents != 0) | (two[1].revents != 0) << 1;
}
