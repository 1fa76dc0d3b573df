#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/file.h>
#include <sys/socket.h>
#include <sys/stat.h>

int clinux_peer_user(int descriptor) {
    struct ucred peer;
    socklen_t length = sizeof peer;
    return getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 ? (int)peer.uid : -1;
}

int clinux_move_aside(int descriptor) {
    const int aside = fcntl(descriptor, F_DUPFD_CLOEXEC, clinux_first_aside);
    if (aside >= 0) {
        close(descriptor);
        return aside;
    }
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    return descriptor;
}

int clinux_set_aside(int descriptor) {
    const int aside = clinux_move_aside(descriptor);
    fcntl(aside, F_SETFL, fcntl(aside, F_GETFL) | O_NONBLOCK);
    return aside;
}

int clinux_is_open(int descriptor) { return fcntl(descriptor, F_GETFD) >= 0; }

int clinux_is_private_folder(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISDIR(status.st_mode) && status.st_uid == geteuid()
        && (status.st_mode & 077) == 0;
}

void clinux_end_writing(int descriptor) { shutdown(descriptor, SHUT_WR); }

int clinux_try_lock(int descriptor) { return flock(descriptor, LOCK_EX | LOCK_NB) == 0; }

int clinux_gather_create(void) {
    const int gathering = epoll_create1(EPOLL_CLOEXEC);
    return gathering < 0 ? gathering : clinux_set_aside(gathering);
}

int clinux_gather_set(int gathering, int descriptor, int wants_to_write) {
    struct epoll_event event = {.events = EPOLLIN | (wants_to_write ? EPOLLOUT : 0), .data.fd = descriptor};
    if (epoll_ctl(gathering, EPOLL_CTL_MOD, descriptor, &event) == 0) return 1;
    return errno == ENOENT && epoll_ctl(gathering, EPOLL_CTL_ADD, descriptor, &event) == 0;
}

void clinux_gather_drop(int gathering, int descriptor) {
    struct epoll_event event = {0};
    epoll_ctl(gathering, EPOLL_CTL_DEL, descriptor, &event);
}

int64_t clinux_gather_next(int gathering, int milliseconds) {
    struct epoll_event event;
    const int ready = epoll_wait(gathering, &event, 1, milliseconds);
    if (ready < 0 && errno != EINTR) return -2;
    if (ready <= 0) return -1;
    const int64_t can_write = (event.events & EPOLLOUT) != 0;
    const int64_t can_read = (event.events & ~(uint32_t)EPOLLOUT) != 0;
    return event.data.fd | can_read << 32 | can_write << 33;
}
