// The entry point of libFuzzer for programs with a main of their own. Of the toolchain's runtime
// there is no header.
#pragma once
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*callback)(const uint8_t *data, size_t size));
