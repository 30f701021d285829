DEF("smp", HAS_ARG, QEMU_OPTION_smp,
    "-smp n    set the number of CPUs\n",
    QEMU_ARCH_ALL)
SRST
``-smp n``
    Sets the number of CPUs.
ERST
