#define _DEFAULT_SOURCE
#define _XOPEN_SOURCE 600
#include "terminal.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>

int terminal_open(int columns, int rows, int *master, int *slave) {
    *master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (*master < 0 || grantpt(*master) != 0 || unlockpt(*master) != 0) return -1;
    *slave = open(ptsname(*master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};
    return *slave < 0 ? -1 : ioctl(*slave, TIOCSWINSZ, &size);
}
