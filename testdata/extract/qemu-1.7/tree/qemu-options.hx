DEF("numa", HAS_ARG, QEMU_OPTION_numa,
    "-numa node[,mem=size]    split the guest's memory\n",
    QEMU_ARCH_ALL)
STEXI
@item -numa node[,mem=@var{size}]
@findex -numa
Splits the guest's memory.
ETEXI
