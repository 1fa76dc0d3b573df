// The C library lets a program put its own functions in place of malloc and its kin (glibc manual, "Replacing malloc").
// These pass everything on to glibc's and count.
#include "allocations.h"
#include <errno.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

static atomic_bool counting;
static atomic_long used, most;

static inline bool is_counting(void) {
    return __builtin_expect(atomic_load_explicit(&counting, memory_order_relaxed), false);
}

static void count(long bytes) {
    long now = atomic_fetch_add(&used, bytes) + bytes;
    long before = atomic_load(&most);
    while (now > before && !atomic_compare_exchange_weak(&most, &before, now)) {}
}

static inline void *counted(void *block) {
    if (is_counting()) count((long)malloc_usable_size(block));
    return block;
}

void allocations_begin(void) {
    atomic_store(&used, 0);
    atomic_store(&most, 0);
    atomic_store(&counting, true);
}

long allocations_end(void) {
    atomic_store(&counting, false);
    return atomic_load(&most);
}

void *malloc(size_t size) { return counted(__libc_malloc(size)); }

void *calloc(size_t number, size_t size) { return counted(__libc_calloc(number, size)); }

void *realloc(void *block, size_t size) {
    if (!is_counting()) return __libc_realloc(block, size);
    long before = block ? (long)malloc_usable_size(block) : 0;
    void *moved = __libc_realloc(block, size);
    if (moved || size == 0) count((moved ? (long)malloc_usable_size(moved) : 0) - before);
    return moved;
}

void free(void *block) {
    if (is_counting() && block) count(-(long)malloc_usable_size(block));
    __libc_free(block);
}

void *memalign(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }

void *aligned_alloc(size_t alignment, size_t size) { return counted(__libc_memalign(alignment, size)); }

int posix_memalign(void **block, size_t alignment, size_t size) {
    void *made = counted(__libc_memalign(alignment, size));
    if (!made) return ENOMEM;
    *block = made;
    return 0;
}
