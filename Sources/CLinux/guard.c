#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

// A process that the shell waits for while another one runs: it passes signals on, stops and continues with the other, and
// ends as the other ends, or as soon as that one wants no more to do with the terminal.

static volatile sig_atomic_t guarded;
static int release_end = -1;

// What the terminal sends, it sends to both of us.
static void pass_on(int signal, siginfo_t *info, void *context) {
    (void)context;
    const int saved = errno;
    if (info->si_code <= 0 && guarded > 0) kill((pid_t)guarded, signal);
    errno = saved;
}

static void note_change(int signal) { (void)signal; }

static void end_like(int status) {
    if (WIFSIGNALED(status)) {
        sigset_t none;
        sigemptyset(&none);
        signal(WTERMSIG(status), SIG_DFL);
        sigprocmask(SIG_SETMASK, &none, NULL);
        raise(WTERMSIG(status));
    }
    _exit(WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
}

static void stop_like(int signal_number) {
    struct sigaction stops = {.sa_handler = SIG_DFL}, old;
    if (signal_number != SIGSTOP) sigaction(signal_number, &stops, &old);
    raise(signal_number);
    if (signal_number != SIGSTOP) sigaction(signal_number, &old, NULL);
    kill((pid_t)guarded, SIGCONT);
}

static void stand_guard(int released) {
    static const int passed[] = {SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGTSTP, SIGUSR1, SIGUSR2, SIGALRM, SIGPIPE};
    struct sigaction action = {.sa_sigaction = pass_on, .sa_flags = SA_SIGINFO | SA_RESTART}, old;
    for (unsigned i = 0; i < sizeof passed / sizeof *passed; i++)
        if (sigaction(passed[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) sigaction(passed[i], &action, NULL);
    sigset_t child, usual;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, &usual);
    sigdelset(&usual, SIGCHLD);
    sigaction(SIGCHLD, &(struct sigaction){.sa_handler = note_change}, NULL);
    for (;;) {
        int status;
        const pid_t changed = waitpid((pid_t)guarded, &status, WNOHANG | WUNTRACED);
        if (changed == (pid_t)guarded && WIFSTOPPED(status)) stop_like(WSTOPSIG(status));
        else if (changed == (pid_t)guarded) end_like(status);
        struct pollfd descriptor = {released, POLLIN, 0};
        char byte;
        if (ppoll(&descriptor, 1, NULL, &usual) > 0 && descriptor.revents & POLLIN && read(released, &byte, 1) == 1)
            _exit(byte);
        // The other end closed without a word: the end of that process is near, and SIGCHLD tells of it.
        if (descriptor.revents & POLLHUP) released = -1;
    }
}

int clinux_stand_guard(void) {
    int ends[2];
    if (clinux_thread_count() != 1 || pipe2(ends, O_CLOEXEC) != 0) return 0;
    const pid_t parent = getpid(), child = fork();
    if (child < 0) {
        close(ends[0]);
        close(ends[1]);
        return 0;
    }
    if (child > 0) {
        close(ends[1]);
        guarded = child;
        stand_guard(ends[0]);
    }
    close(ends[0]);
    release_end = clinux_move_aside(ends[1]);
    // Whoever kills the guard takes the terminal away from us.
    prctl(PR_SET_PDEATHSIG, SIGHUP);
    if (getppid() != parent) raise(SIGHUP);
    return 1;
}

void clinux_release_guard(int code) {
    prctl(PR_SET_PDEATHSIG, 0);
    const char byte = (char)code;
    if (release_end >= 0) {
        (void)!write(release_end, &byte, 1);
        close(release_end);
    }
    release_end = -1;
}

int clinux_has_terminal(void) {
    const int terminal = open("/dev/tty", O_RDONLY | O_NOCTTY | O_CLOEXEC);
    if (terminal >= 0) close(terminal);
    return terminal >= 0;
}
