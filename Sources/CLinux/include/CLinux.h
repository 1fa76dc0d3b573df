// The few C functions that Swift cannot reach, or only through raw pointers. All of them take and return
// plain numbers, so that their callers stay memory safe.
#pragma once
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// Descriptors of ours have this number or a higher one: scripts close what they find, and look for it among the low ones; what they
// open then gets a low number, too, and is not to be written to by us.
enum { clinux_first_aside = 512 };

static inline int64_t clinux_clock(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}
static inline int64_t clinux_monotonic_nanoseconds(void) { return clinux_clock(CLOCK_MONOTONIC); }
static inline int64_t clinux_boot_nanoseconds(void) { return clinux_clock(CLOCK_BOOTTIME); }
static inline int64_t clinux_unix_nanoseconds(void) { return clinux_clock(CLOCK_REALTIME); }

// Seconds that the local clock is ahead of UTC at a Unix time in seconds.
static inline int64_t clinux_utc_offset(int64_t unix_seconds) {
    const time_t moment = (time_t)unix_seconds;
    struct tm local;
    return localtime_r(&moment, &local) ? local.tm_gmtoff : 0;
}

// An event to wait for: its number, 0 when there is no memory left. It takes no descriptor.
int64_t clinux_event_create(void);
void clinux_event_destroy(int64_t event);
// Ends one wait, the one that goes on or the next one. Also in signal handlers.
void clinux_event_raise(int64_t event);
// 1 raised, which it is not any more then; 0 the time is over.
int clinux_event_wait(int64_t event, int64_t nanoseconds, int forever);
// A descriptor that is readable while the event is raised, for whoever waits for others as well; made when it is asked for. -1 when
// the process can open nothing more. Where a script has closed it, it is there again after the next wait.
int clinux_event_descriptor(int64_t event);
static inline void clinux_close(int descriptor) { close(descriptor); }

// > 0 readable, 0 the time is over. An interrupted wait goes on until its deadline.
int clinux_wait_readable(int descriptor, int64_t nanoseconds, int forever);
// The same for two descriptors: bit 0 and bit 1 say which. A negative descriptor is never ready.
int clinux_wait_either(int first, int second, int64_t nanoseconds);

// Threads of this process; -1 when /proc cannot be read. A directory has two links more than subdirectories.
static inline int clinux_thread_count(void) {
    struct stat tasks;
    return stat("/proc/self/task", &tasks) == 0 ? (int)tasks.st_nlink - 2 : -1;
}
// Resident set of this process in bytes; -1 when /proc cannot be read.
int64_t clinux_resident_bytes(void);

// The kernel's number of the calling thread.
int clinux_thread_number(void);
// Names the calling thread: up to 15 bytes of UTF-8, eight bytes a word, ended by a zero byte.
void clinux_name_thread(uint64_t first, uint64_t second);
// Whether less than an eighth is left of the calling thread's stack.
int clinux_is_stack_short(void);
// Starts a thread that calls `body` with `key` and ends; 0 where the system has none to give.
int clinux_start_thread(size_t stack_bytes, void (*body)(int64_t), int64_t key);
// A stack of its own for the signal handlers of the calling thread, so that a stack overflow can be reported.
void clinux_use_signal_stack(void);
void clinux_drop_signal_stack(void);

// What the process is doing, for the crash handler: UTF-8, eight bytes a word, ended by a zero byte.
enum { clinux_note_words = 16 };
void clinux_note_set(int index, uint64_t word);

// SIGINT, SIGTERM and SIGHUP raise the event, which stays; SIGHUP not if it is ignored (nohup). SIGPIPE and SIGXFSZ are ignored.
void clinux_catch_signals(int64_t event);
// Takes those signals back, should a script have taken them over.
void clinux_keep_signals(void);
// The signal caught last, 0 for none; and how many were caught.
int clinux_caught_signal(void);
int clinux_caught_count(void);
// Whether one of them was SIGHUP, and has not been ignored since.
int clinux_hung_up(void);

// The end of a terminal means nothing any more; one that came before is forgotten.
void clinux_ignore_hang_ups(void);

// Gives them back to the system; called in children of a fork.
void clinux_release_signals(void);
// From now on SIGTSTP and SIGCONT raise the event, too; SIGTSTP not if it is ignored.
void clinux_catch_stops(void);
// Whether SIGTSTP, or SIGCONT, came since this was asked last.
int clinux_take_stop(void);
int clinux_take_continue(void);
// Stops this process, or everybody in the foreground with it; returns when it is continued.
void clinux_stop(int everybody);

// Signals that end the process put the terminal back and write one line with the note to `report` before it dies.
void clinux_crash_install(int report);
// What to put back: first the modes of the terminal as they are now, later the bytes to write, one by one.
void clinux_crash_save_modes(int terminal);
void clinux_crash_restore_byte(int index, uint8_t byte);
// From now on (or no longer, with -1) there is a screen on this terminal to be taken down.
void clinux_crash_arm(int terminal, int bytes);

// Notices forks without exec: whether this process is the child of one.
void clinux_watch_forks(void);
// Such a child does not keep this listening socket, whose place would be taken for as long as it lives.
void clinux_close_in_child(int descriptor);
extern int clinux_forked_child;
static inline int clinux_is_forked_child(void) { return __atomic_load_n(&clinux_forked_child, __ATOMIC_RELAXED); }

// Opens /dev/null where descriptors 0 to 2 are closed, so that no other file is taken for them.
void clinux_fill_standard_descriptors(void);
// A duplicate that children do not inherit, under a number that scripts leave alone.
int clinux_duplicate(int descriptor);
// Makes `descriptor` mean what `source` means.
static inline void clinux_redirect(int source, int descriptor) { dup2(source, descriptor); }
// Sends standard output and standard error into a pipe; returns its end to read from, or -1.
int clinux_capture_output(void);
static inline void clinux_exit_now(int code) { _exit(code); }
// Whatever reads standard input finds nothing there.
void clinux_close_input(void);
// Takes the locale from the environment, for the calling thread alone: what a script makes of it is its own affair.
void clinux_use_locale(void);

// From here on another process goes on, and this one waits for it on behalf of the shell: it passes signals on and ends as that
// one ends. 1 in the process that goes on, 0 if there is no second one, because threads run already or none can be made.
int clinux_stand_guard(void);
// Lets the process that waits end with this code; from then on nobody waits.
void clinux_release_guard(int code);
// A session of its own: no terminal and no shell is responsible for this process any more.
static inline void clinux_leave_terminal(void) { (void)!setsid(); }
// Whether there is a terminal that is responsible for this process.
int clinux_has_terminal(void);

// The user at the other end of a local socket, and the one that this process acts for.
int clinux_peer_user(int descriptor);
static inline int clinux_user(void) { return (int)geteuid(); }
// The same file under a number that scripts leave alone when they close whatever they find open, or under the one that was given,
// where no other is to be had; the given one is not open any more else. Children do not inherit it.
int clinux_move_aside(int descriptor);
// The same, and whoever reads or writes never waits.
int clinux_set_aside(int descriptor);
// Tells the other end of a connection that nothing more will come.
void clinux_end_writing(int descriptor);
// A file that goes when a signal ends the process, byte for byte of its path, ended by a zero byte; then armed or not any more.
void clinux_doomed_byte(int index, uint8_t byte);
// What it is to be called, in the same way; then it gets that name in one step, whatever had it before. 0 where that fails.
void clinux_successor_byte(int index, uint8_t byte);
int clinux_rename_doomed(void);
void clinux_doom(int is_armed);
// Whether anything is open under this number.
int clinux_is_open(int descriptor);
// Whether it is a folder that belongs to this user and that nobody else may look into.
int clinux_is_private_folder(int descriptor);
// Whether the lock on this file is ours from now on, until the descriptor is closed; 0 where somebody else has it.
int clinux_try_lock(int descriptor);

// Many descriptors to wait for at once. `next` gives one that is ready, with bit 32 for reading and bit 33 for writing; -1 when the
// time is over, -2 when nothing can be waited for any more.
int clinux_gather_create(void);
int clinux_gather_set(int gathering, int descriptor, int wants_to_write);
void clinux_gather_drop(int gathering, int descriptor);
int64_t clinux_gather_next(int gathering, int milliseconds);
