// ThreadSanitizer and Swift's Mutex. The fast path of a Mutex is compiled into its user and is seen;
// a lock that waits, and the unlock that wakes, are in libswiftSynchronization, which is not
// instrumented, and so look like no lock at all. These two stand before the library's (LD_PRELOAD)
// and tell the sanitizer. In a program without ThreadSanitizer they only call the library's.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

#define LOCK_NAME "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_NAME "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

SWIFT void lock_slow(uint32_t thread, SELF mutex) __asm__(LOCK_NAME);
SWIFT void unlock_slow(SELF mutex) __asm__(UNLOCK_NAME);

SWIFT void lock_slow(uint32_t thread, SELF mutex) {
  static SWIFT void (*library)(uint32_t, SELF);
  if (!library) library = (SWIFT void (*)(uint32_t, SELF))dlsym(RTLD_NEXT, LOCK_NAME);
  library(thread, mutex);
  if (__tsan_acquire) __tsan_acquire(mutex);
}

SWIFT void unlock_slow(SELF mutex) {
  static SWIFT void (*library)(SELF);
  if (!library) library = (SWIFT void (*)(SELF))dlsym(RTLD_NEXT, UNLOCK_NAME);
  if (__tsan_release) __tsan_release(mutex);
  library(mutex);
}
