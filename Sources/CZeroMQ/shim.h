// libzmq 4.3.4, with what its header or Swift's Glibc module leaves out.
#ifndef TERPADU_CZEROMQ_SHIM_H
#define TERPADU_CZEROMQ_SHIM_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE 1
#endif

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <zmq.h>

// Present in the library, but only declared for draft builds.
static const int czmq_zap_enforce_domain = 93;

// Built of two macros, which Swift does not import.
static const int czmq_eterm = ETERM;

static const int czmq_eventfd_flags = EFD_CLOEXEC | EFD_NONBLOCK;

// O_PATH is hidden from Swift's Glibc module.
static const int czmq_open_directory_flags = 010000000 | O_DIRECTORY | O_CLOEXEC;

// prctl takes any number of arguments, which Swift does not call.
static inline void czmq_name_this_thread(const char *name) { prctl(PR_SET_NAME, name, 0, 0, 0); }

#endif
