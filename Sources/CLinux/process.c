#define _GNU_SOURCE
#include "CLinux.h"
#include <fcntl.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>

// Kept open: a file that is open for a moment only is one that a script may close in that moment, to open its own in its place.
static ssize_t read_memory(char *text, size_t size) {
    // One higher, so that 0 is none.
    static atomic_int kept;
    int known = atomic_load(&kept);
    ssize_t length = known == 0 ? -1 : pread(known - 1, text, size, 0);
    if (length > 0) return length;
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    file = clinux_move_aside(file);
    length = pread(file, text, size, 0);
    // The number that was known is not ours any more.
    if (!atomic_compare_exchange_strong(&kept, &known, file + 1)) close(file);
    return length;
}

int64_t clinux_resident_bytes(void) {
    char text[128];
    const ssize_t length = read_memory(text, sizeof text - 1);
    long size, resident;
    if (length <= 0) return -1;
    text[length] = 0;
    return sscanf(text, "%ld %ld", &size, &resident) == 2 ? (int64_t)resident * sysconf(_SC_PAGESIZE) : -1;
}

int clinux_thread_number(void) { return (int)syscall(SYS_gettid); }

enum { signal_stack_bytes = 64 * 1024 };

void clinux_name_thread(uint64_t first, uint64_t second) {
    char name[16];
    for (int index = 0; index < 16; index++) name[index] = (char)((index < 8 ? first : second) >> index % 8 * 8);
    name[15] = 0;
    pthread_setname_np(pthread_self(), name);
}

int clinux_is_stack_short(void) {
    static _Thread_local char *limit;
    if (!limit) {
        pthread_attr_t attributes;
        void *base;
        size_t size;
        if (pthread_getattr_np(pthread_self(), &attributes) != 0) return 0;
        pthread_attr_getstack(&attributes, &base, &size);
        pthread_attr_destroy(&attributes);
        limit = (char *)base + size / 8;
    }
    return (char *)__builtin_frame_address(0) < limit;
}

void clinux_use_signal_stack(void) {
    stack_t stack = {.ss_sp = malloc(signal_stack_bytes), .ss_size = signal_stack_bytes};
    if (stack.ss_sp) sigaltstack(&stack, NULL);
}

void clinux_drop_signal_stack(void) {
    const stack_t none = {.ss_flags = SS_DISABLE};
    stack_t old;
    if (sigaltstack(&none, &old) == 0 && !(old.ss_flags & SS_DISABLE)) free(old.ss_sp);
}

void clinux_fill_standard_descriptors(void) {
    // A file that may not grow is an error like others.
    signal(SIGXFSZ, SIG_IGN);
    int file;
    do file = open("/dev/null", O_RDWR);
    while (file >= 0 && file <= 2);
    if (file > 2) close(file);
}

void clinux_close_input(void) {
    const int file = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (file < 0) return;
    dup2(file, 0);
    close(file);
}

void clinux_use_locale(void) {
    // Numbers are written the same way everywhere.
    const locale_t own = newlocale(LC_ALL_MASK & ~LC_NUMERIC_MASK, "", (locale_t)0);
    uselocale(own ? own : newlocale(LC_ALL_MASK, "C", (locale_t)0));
}

int clinux_forked_child;
static atomic_int listening[8];

// Descriptors are stored one higher, so that 0 is an empty place.
void clinux_close_in_child(int descriptor) {
    for (unsigned i = 0; i < sizeof listening / sizeof *listening; i++) {
        int empty = 0;
        if (atomic_compare_exchange_strong(&listening[i], &empty, descriptor + 1) || empty == descriptor + 1) return;
    }
}

// A signal that comes before the child has its own handlers again would be lost to ours, and whoever waits for the child to
// end of it would wait for ever.
static _Thread_local sigset_t mask_before;

static void hold_signals(void) {
    sigset_t held;
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    sigaddset(&held, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &held, &mask_before);
}

static void let_signals_go(void) { pthread_sigmask(SIG_SETMASK, &mask_before, NULL); }

static void note_child(void) {
    __atomic_store_n(&clinux_forked_child, 1, __ATOMIC_SEQ_CST);
    for (unsigned i = 0; i < sizeof listening / sizeof *listening; i++) {
        const int descriptor = atomic_load(&listening[i]) - 1;
        int listens = 0;
        socklen_t length = sizeof listens;
        // A script may have closed it, and the number be that of another file.
        if (descriptor >= 0 && getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &length) == 0 && listens)
            close(descriptor);
    }
    clinux_release_signals();
    let_signals_go();
}

void clinux_watch_forks(void) { pthread_atfork(hold_signals, let_signals_go, note_child); }
