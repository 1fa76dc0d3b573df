#define _GNU_SOURCE
#include "terminal.h"
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

int terminal_open(int columns, int rows, int *master, int *slave) {
    *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*master < 0 || grantpt(*master) != 0 || unlockpt(*master) != 0) return -1;
    *slave = open(ptsname(*master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return *slave < 0 ? -1 : ioctl(*slave, TIOCSWINSZ, &size);
}

// Cuts a text into its words, as execve wants them; the text is changed.
static char **cut(char *text) {
    size_t count = 2;
    for (const char *byte = text; *byte; byte++) count += *byte == 31;
    char **words = calloc(count, sizeof *words), *rest = text;
    for (size_t index = 0; words && rest && index < count - 1; index++) words[index] = strsep(&rest, "\x1f");
    return words;
}

int terminal_start(int master, const char *words, const char *environment) {
    char *own_words = strdup(words), *own_environment = strdup(environment);
    char **arguments = cut(own_words), **variables = cut(own_environment);
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    // The first terminal that the leader of a session opens is its own.
    posix_spawn_file_actions_addopen(&files, 0, ptsname(master), O_RDWR, 0);
    posix_spawn_file_actions_adddup2(&files, 0, 1);
    posix_spawn_file_actions_adddup2(&files, 0, 2);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigfillset(&signals);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    pid_t process = -1;
    if (posix_spawn(&process, arguments[0], &files, &attributes, arguments, variables) != 0) process = -1;
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
    free(arguments);
    free(variables);
    free(own_words);
    free(own_environment);
    return process;
}

int terminal_wait(int process, int milliseconds) {
    const int descriptor = (int)syscall(SYS_pidfd_open, process, 0);
    if (descriptor < 0) return 0;
    struct pollfd end = {.fd = descriptor, .events = POLLIN};
    const int ended = poll(&end, 1, milliseconds) > 0;
    close(descriptor);
    if (ended) waitpid(process, NULL, 0);
    return ended;
}

int64_t terminal_processor_time(int process) {
    clockid_t clock;
    struct timespec time;
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0) return -1;
    return (int64_t)time.tv_sec * 1000000000 + time.tv_nsec;
}
