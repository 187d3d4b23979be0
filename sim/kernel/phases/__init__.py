"""The phases of a step. Each reads or changes a world; nothing else may change one."""
