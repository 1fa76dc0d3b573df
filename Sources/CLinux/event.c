#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/futex.h>
#include <stdatomic.h>
#include <sys/syscall.h>

// Something that threads wait for: a word in memory, which no script can close. It has a descriptor only where somebody waits for
// other descriptors as well.
struct event {
    _Atomic uint32_t raised;
    _Atomic uint32_t waiting;
    // One higher, so that 0 is none.
    atomic_int descriptor;
};

static struct event *event_of(int64_t number) { return (struct event *)(intptr_t)number; }

static long futex(struct event *event, int operation, uint32_t value, const struct timespec *timeout) {
    return syscall(SYS_futex, &event->raised, operation | FUTEX_PRIVATE_FLAG, value, timeout, NULL, 0);
}

int64_t clinux_event_create(void) { return (int64_t)(intptr_t)calloc(1, sizeof(struct event)); }

void clinux_event_destroy(int64_t number) {
    struct event *event = event_of(number);
    const int descriptor = atomic_load(&event->descriptor) - 1;
    if (descriptor >= 0) close(descriptor);
    free(event);
}

void clinux_event_raise(int64_t number) {
    struct event *event = event_of(number);
    // Whoever is told of the one before has not looked yet, and will find this one, too.
    if (atomic_exchange(&event->raised, 1) != 0) return;
    if (atomic_load(&event->waiting) != 0) futex(event, FUTEX_WAKE, INT_MAX, NULL);
    const int descriptor = atomic_load(&event->descriptor) - 1;
    if (descriptor >= 0) (void)!eventfd_write(descriptor, 1);
}

int clinux_event_descriptor(int64_t number) {
    struct event *event = event_of(number);
    const int known = atomic_load(&event->descriptor) - 1;
    if (known >= 0 && clinux_is_open(known)) return known;
    int made = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (made < 0) return known;
    if (known < 0) {
        made = clinux_set_aside(made);
        int none = 0;
        if (!atomic_compare_exchange_strong(&event->descriptor, &none, made + 1)) {
            close(made);
            return none - 1;
        }
    } else if (made != known) {
        // A script has closed it; whoever knows the number finds it there again.
        dup3(made, known, O_CLOEXEC);
        close(made);
        made = known;
    }
    if (atomic_load(&event->raised) != 0) (void)!eventfd_write(made, 1);
    return made;
}

// The descriptor first: what is raised in between makes it readable once too often, which is better than once too seldom.
static int take(struct event *event) {
    eventfd_t count;
    const int descriptor = atomic_load(&event->descriptor) - 1;
    if (descriptor >= 0 && eventfd_read(descriptor, &count) != 0 && errno == EBADF)
        clinux_event_descriptor((int64_t)(intptr_t)event);
    return atomic_exchange(&event->raised, 0) != 0;
}

int clinux_event_wait(int64_t number, int64_t nanoseconds, int forever) {
    struct event *event = event_of(number);
    const int64_t begin = clinux_monotonic_nanoseconds();
    atomic_fetch_add(&event->waiting, 1);
    int is_raised;
    while (!(is_raised = take(event))) {
        const int64_t left = (nanoseconds > 0 ? nanoseconds : 0) - (clinux_monotonic_nanoseconds() - begin);
        if (!forever && left <= 0) break;
        const struct timespec timeout = {left / 1000000000, left % 1000000000};
        futex(event, FUTEX_WAIT, 0, forever ? NULL : &timeout);
    }
    atomic_fetch_sub(&event->waiting, 1);
    return is_raised;
}
