#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <termios.h>

static atomic_int event = -1;
static atomic_int caught_signal;
static atomic_int caught_count;

static void caught(int signal) {
    const int saved = errno;
    atomic_store(&caught_signal, signal);
    atomic_fetch_add(&caught_count, 1);
    clinux_event_raise(atomic_load(&event));
    errno = saved;
}

void clinux_catch_signals(int descriptor) {
    atomic_store(&event, descriptor);
    struct sigaction action = {.sa_handler = caught, .sa_flags = SA_RESTART | SA_ONSTACK};
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    struct sigaction hangup;
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN) sigaction(SIGHUP, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int clinux_caught_signal(void) { return atomic_load(&caught_signal); }
int clinux_caught_count(void) { return atomic_load(&caught_count); }

// Everything below `crashed` reads is prepared beforehand: a handler may not allocate, lock or format.
enum { restore_limit = 512 };
static uint8_t restore_bytes[restore_limit];
static struct termios restore_modes;
static int has_modes;
static atomic_int screen = -1;
static atomic_int screen_bytes;
static atomic_int report = -1;
static atomic_flag has_crashed = ATOMIC_FLAG_INIT;
static uint64_t note[clinux_note_words];

void clinux_note_set(int index, uint64_t word) {
    if (index >= 0 && index < clinux_note_words) __atomic_store_n(&note[index], word, __ATOMIC_RELAXED);
}

static void say(const char *text) { (void)!write(atomic_load(&report), text, strlen(text)); }

static const char *name_of(int signal) {
    switch (signal) {
    case SIGSEGV: return "SIGSEGV";
    case SIGBUS: return "SIGBUS";
    case SIGFPE: return "SIGFPE";
    case SIGILL: return "SIGILL";
    case SIGTRAP: return "SIGTRAP";
    default: return "SIGABRT";
    }
}

static void crashed(int signal) {
    // A forked child that crashes has no screen to take down and nobody to tell.
    if (!clinux_is_forked_child() && !atomic_flag_test_and_set(&has_crashed)) {
        const int terminal = atomic_load(&screen);
        if (terminal >= 0) {
            (void)!write(terminal, restore_bytes, atomic_load(&screen_bytes));
            if (has_modes) tcsetattr(terminal, TCSANOW, &restore_modes);
        }
        char step[sizeof note + 1] = {0};
        for (int i = 0; i < clinux_note_words; i++) {
            const uint64_t word = __atomic_load_n(&note[i], __ATOMIC_RELAXED);
            for (int byte = 0; byte < 8; byte++) step[i * 8 + byte] = (char)(word >> byte * 8);
        }
        for (char *c = step; *c; c++) if (*c > 0 && *c < 32) *c = '?';
        say("phantop: crashed with ");
        say(name_of(signal));
        say(step[0] ? " while the step " : " while no step was running");
        say(step);
        say(step[0] ? " was running: native code called by it is the first suspect\n" : "\n");
    }
    // The handler is reset already: the signal that is raised here kills as soon as this returns.
    raise(signal);
}

void clinux_crash_install(int descriptor) {
    atomic_store(&report, descriptor);
    const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
    struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK | SA_RESETHAND};
    for (unsigned i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
}

void clinux_crash_save_modes(int terminal) { has_modes = tcgetattr(terminal, &restore_modes) == 0; }

void clinux_crash_restore_byte(int index, uint8_t byte) {
    if (index >= 0 && index < restore_limit) restore_bytes[index] = byte;
}

void clinux_crash_arm(int terminal, int bytes) {
    atomic_store(&screen_bytes, bytes < restore_limit ? bytes : restore_limit);
    atomic_store(&screen, terminal);
}

int clinux_duplicate(int descriptor) { return fcntl(descriptor, F_DUPFD_CLOEXEC, 3); }

int clinux_capture_output(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    dup2(ends[1], 1);
    dup2(ends[1], 2);
    close(ends[1]);
    return ends[0];
}
