DEF("numa", HAS_ARG, QEMU_OPTION_numa,
    "-numa node[,mem=size]    split the guest's memory\n",
    QEMU_ARCH_ALL)
SRST
``-numa node[,mem=size]``
    Splits the guest's memory. Deprecated.
ERST
