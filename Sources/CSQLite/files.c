#define _GNU_SOURCE
#include "CSQLite.h"
#include <dirent.h>
#include <fcntl.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// As in CLinux: scripts look for what to close among the low numbers.
enum { first_aside = 512 };

static int (*usual_open)(const char *path, int flags, int mode);
static pthread_mutex_t opening = PTHREAD_MUTEX_INITIALIZER;

// Whether this process has the same file open under another number, too; where that cannot be told, it may be.
static int is_open_twice(int descriptor) {
    struct stat file, other;
    DIR *numbers = opendir("/proc/self/fd");
    if (!numbers) return 1;
    int is_found = fstat(descriptor, &file) != 0;
    for (const struct dirent *entry; !is_found && (entry = readdir(numbers));) {
        const int number = atoi(entry->d_name);
        if (entry->d_name[0] == '.' || number == descriptor || fstat(number, &other) != 0) continue;
        is_found = other.st_dev == file.st_dev && other.st_ino == file.st_ino;
    }
    closedir(numbers);
    return is_found;
}

// What is open for the first time has no locks that could be lost when its low number is closed: any closing of a file gives up all
// locks that the process has on it, see fcntl(2).
static int open_aside(const char *path, int flags, int mode) {
    pthread_mutex_lock(&opening);
    int descriptor = usual_open(path, flags, mode);
    if (descriptor >= 0 && !is_open_twice(descriptor)) {
        const int aside = fcntl(descriptor, F_DUPFD_CLOEXEC, first_aside);
        if (aside >= 0) {
            close(descriptor);
            descriptor = aside;
        }
    }
    pthread_mutex_unlock(&opening);
    return descriptor;
}

static void replace_open(void) {
    sqlite3_vfs *files = sqlite3_vfs_find(NULL);
    if (!files || files->iVersion < 3 || !files->xGetSystemCall || !files->xSetSystemCall) return;
    const sqlite3_syscall_ptr usual = files->xGetSystemCall(files, "open");
    if (!usual) return;
    usual_open = (int (*)(const char *, int, int))usual;
    files->xSetSystemCall(files, "open", (sqlite3_syscall_ptr)open_aside);
}

void csqlite_set_files_aside(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, replace_open);
}
