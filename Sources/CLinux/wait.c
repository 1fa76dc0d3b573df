#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <stdatomic.h>

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

// A script may use up all descriptors; what has to be waited for then is waited for all the same.
enum { reserve_size = 16 };
static atomic_int reserve[reserve_size];
static atomic_flag has_reserve = ATOMIC_FLAG_INIT;

static int new_event(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

// Descriptors are stored one higher, so that 0 is an empty place.
static int put_aside(int descriptor) {
    for (int index = 0; descriptor >= 0 && index < reserve_size; index++) {
        int empty = 0;
        if (atomic_compare_exchange_strong(&reserve[index], &empty, descriptor + 1)) return 1;
    }
    return 0;
}

int clinux_event_create(void) {
    if (!atomic_flag_test_and_set(&has_reserve))
        for (int index = 0; index < reserve_size; index++) put_aside(new_event());
    int descriptor = new_event();
    for (int index = 0; descriptor < 0 && index < reserve_size; index++)
        descriptor = atomic_exchange(&reserve[index], 0) - 1;
    return descriptor;
}

void clinux_event_close(int descriptor) {
    clinux_event_consume(descriptor);
    if (!put_aside(descriptor)) close(descriptor);
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
