#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

static _Atomic int64_t event;
static atomic_int caught_signal;
static atomic_int caught_count;

static atomic_int stop_asked;
static atomic_int continued;

static void raise_event(void) {
    const int saved = errno;
    const int64_t number = atomic_load(&event);
    if (number != 0) clinux_event_raise(number);
    errno = saved;
}

// A hang-up counts once, and can be taken back: what else was caught meanwhile stays.
static atomic_int hung_up;
static void caught(int signal) {
    if (signal == SIGHUP) {
        atomic_store(&hung_up, 1);
    } else {
        atomic_store(&caught_signal, signal);
        atomic_fetch_add(&caught_count, 1);
    }
    raise_event();
}

static void job(int signal) {
    atomic_store(signal == SIGTSTP ? &stop_asked : &continued, 1);
    raise_event();
}

// The signals that are ours, and what handles them; those without a handler were ignored when the process began.
static struct {
    int number;
    void (*handler)(int);
} owned[] = {{SIGINT, NULL}, {SIGTERM, NULL}, {SIGHUP, NULL}, {SIGTSTP, NULL}, {SIGCONT, NULL}};

static void own(int number, void (*handler)(int), int even_if_ignored) {
    struct sigaction old;
    if (sigaction(number, NULL, &old) != 0 || (old.sa_handler == SIG_IGN && !even_if_ignored)) return;
    for (unsigned i = 0; i < sizeof owned / sizeof *owned; i++)
        if (owned[i].number == number) owned[i].handler = handler;
    clinux_keep_signals();
}

void clinux_keep_signals(void) {
    for (unsigned i = 0; i < sizeof owned / sizeof *owned; i++) {
        struct sigaction action = {.sa_handler = owned[i].handler, .sa_flags = SA_RESTART | SA_ONSTACK}, old;
        if (!owned[i].handler || sigaction(owned[i].number, NULL, &old) != 0) continue;
        if (old.sa_handler != owned[i].handler) sigaction(owned[i].number, &action, NULL);
    }
}

void clinux_ignore_hang_ups(void) {
    for (unsigned i = 0; i < sizeof owned / sizeof *owned; i++)
        if (owned[i].number == SIGHUP) owned[i].handler = NULL;
    signal(SIGHUP, SIG_IGN);
    atomic_store(&hung_up, 0);
}

// In a forked child: nobody there looks at what we would note, and a signal must end it as it ends any process.
void clinux_release_signals(void) {
    const struct sigaction usual = {.sa_handler = SIG_DFL};
    struct sigaction old;
    for (unsigned i = 0; i < sizeof owned / sizeof *owned; i++) {
        if (!owned[i].handler || sigaction(owned[i].number, NULL, &old) != 0) continue;
        if (old.sa_handler == owned[i].handler) sigaction(owned[i].number, &usual, NULL);
    }
}

void clinux_catch_signals(int64_t number) {
    atomic_store(&event, number);
    own(SIGINT, caught, 1);
    own(SIGTERM, caught, 1);
    own(SIGHUP, caught, 0);
    signal(SIGPIPE, SIG_IGN);
}

int clinux_hung_up(void) { return atomic_load(&hung_up); }
int clinux_caught_count(void) { return atomic_load(&caught_count) + atomic_load(&hung_up); }

int clinux_caught_signal(void) {
    const int signal = atomic_load(&caught_signal);
    return signal != 0 ? signal : atomic_load(&hung_up) ? SIGHUP : 0;
}

void clinux_catch_stops(void) {
    own(SIGTSTP, job, 0);
    own(SIGCONT, job, 1);
}

int clinux_take_stop(void) { return atomic_exchange(&stop_asked, 0); }
int clinux_take_continue(void) { return atomic_exchange(&continued, 0); }

void clinux_stop(int everybody) {
    const struct sigaction stops = {.sa_handler = SIG_DFL};
    struct sigaction old;
    sigaction(SIGTSTP, &stops, &old);
    kill(everybody ? 0 : getpid(), SIGTSTP);
    sigaction(SIGTSTP, &old, NULL);
}

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

static const int fatal[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGABRT};
// What ends a process unless somebody handles it.
static const int ending[] = {
    SIGQUIT, SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1, SIGUSR2, SIGPOLL, SIGPWR, SIGSTKFLT, SIGSYS, SIGXCPU};

static int is_fatal(int signal) {
    for (unsigned i = 0; i < sizeof fatal / sizeof *fatal; i++) if (fatal[i] == signal) return 1;
    return 0;
}

static void say_name(int signal) {
    const char *name = sigabbrev_np(signal);
    const char digits[] = {(char)('0' + signal / 10 % 10), (char)('0' + signal % 10), 0};
    say(name ? "SIG" : "signal ");
    say(name ? name : digits);
}

// Puts the terminal back and says what happened.
static void report_end(int signal) {
    const int terminal = atomic_load(&screen);
    if (terminal >= 0) {
        // In the background, too: what would stop the process here would leave it there for ever.
        sigaction(SIGTTOU, &(struct sigaction){.sa_handler = SIG_IGN}, NULL);
        (void)!write(terminal, restore_bytes, atomic_load(&screen_bytes));
        if (has_modes) tcsetattr(terminal, TCSANOW, &restore_modes);
    }
    char step[sizeof note + 1] = {0};
    for (int i = 0; i < clinux_note_words; i++) {
        const uint64_t word = __atomic_load_n(&note[i], __ATOMIC_RELAXED);
        for (int byte = 0; byte < 8; byte++) step[i * 8 + byte] = (char)(word >> byte * 8);
    }
    for (char *c = step; *c; c++) if (*c > 0 && *c < 32) *c = '?';
    say(is_fatal(signal) ? "phantop: crashed with " : "phantop: ended by ");
    say_name(signal);
    say(step[0] ? " while the step " : " while no step was running");
    say(step);
    if (step[0]) say(is_fatal(signal) ? " was running: native code called by it is the first suspect" : " was running");
    say("\n");
}

static void crashed(int signal) {
    // A forked child that crashes has no screen to take down and nobody to tell.
    if (!clinux_is_forked_child()) {
        // Another thread is at it, and the process ends when that is done.
        if (atomic_flag_test_and_set(&has_crashed)) for (;;) pause();
        report_end(signal);
    }
    // Every signal is blocked here, so that the one that is raised kills as soon as this returns.
    sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    raise(signal);
}

void clinux_crash_install(int descriptor) {
    atomic_store(&report, descriptor);
    struct sigaction action = {.sa_handler = crashed, .sa_flags = SA_ONSTACK}, old;
    sigfillset(&action.sa_mask);
    for (unsigned i = 0; i < sizeof fatal / sizeof *fatal; i++) sigaction(fatal[i], &action, NULL);
    for (unsigned i = 0; i < sizeof ending / sizeof *ending; i++)
        if (sigaction(ending[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(ending[i], &action, NULL);
    for (int number = SIGRTMIN; number <= SIGRTMAX; number++)
        if (sigaction(number, NULL, &old) == 0 && old.sa_handler == SIG_DFL) sigaction(number, &action, NULL);
}

void clinux_crash_save_modes(int terminal) { has_modes = tcgetattr(terminal, &restore_modes) == 0; }

void clinux_crash_restore_byte(int index, uint8_t byte) {
    if (index >= 0 && index < restore_limit) restore_bytes[index] = byte;
}

void clinux_crash_arm(int terminal, int bytes) {
    atomic_store(&screen_bytes, bytes < restore_limit ? bytes : restore_limit);
    atomic_store(&screen, terminal);
}

int clinux_duplicate(int descriptor) {
    const int aside = fcntl(descriptor, F_DUPFD_CLOEXEC, clinux_first_aside);
    return aside >= 0 ? aside : fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
}

int clinux_capture_output(void) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return -1;
    dup2(ends[1], 1);
    dup2(ends[1], 2);
    close(ends[1]);
    return clinux_move_aside(ends[0]);
}

// A path and its zero byte, see PATH_MAX.
enum { doomed_limit = 4096 };
static char doomed[doomed_limit];
static char successor[doomed_limit];
static const int endings[] = {SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGPIPE, SIGALRM, SIGXCPU};

static void remove_doomed(int signal) {
    unlink(doomed);
    sigaction(signal, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    raise(signal);
}

void clinux_doomed_byte(int index, uint8_t byte) {
    if (index >= 0 && index < doomed_limit - 1) doomed[index] = (char)byte;
}

void clinux_successor_byte(int index, uint8_t byte) {
    if (index >= 0 && index < doomed_limit - 1) successor[index] = (char)byte;
}

int clinux_rename_doomed(void) { return rename(doomed, successor) == 0; }

void clinux_doom(int is_armed) {
    struct sigaction old;
    for (unsigned i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (sigaction(endings[i], NULL, &old) != 0) continue;
        if (is_armed && old.sa_handler == SIG_DFL)
            sigaction(endings[i], &(struct sigaction){.sa_handler = remove_doomed}, NULL);
        if (!is_armed && old.sa_handler == remove_doomed)
            sigaction(endings[i], &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
    }
}
