#include "CLinux.h"
#include <pthread.h>
#include <stdlib.h>

struct start { void (*run)(int64_t); int64_t key; };

static void *run(void *argument) {
    const struct start start = *(struct start *)argument;
    free(argument);
    start.run(start.key);
    return NULL;
}

int clinux_start_thread(size_t stack_bytes, void (*body)(int64_t), int64_t key) {
    struct start *start = malloc(sizeof *start);
    if (!start) return 0;
    *start = (struct start){body, key};
    pthread_attr_t attributes;
    pthread_t thread;
    pthread_attr_init(&attributes);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_attr_setstacksize(&attributes, stack_bytes);
    const int failure = pthread_create(&thread, &attributes, run, start);
    pthread_attr_destroy(&attributes);
    if (failure) free(start);
    return failure == 0;
}
