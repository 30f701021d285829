DEF("machine", HAS_ARG, QEMU_OPTION_machine,
    "-machine [type=]name     choose the machine type\n", QEMU_ARCH_ALL)
DEF("device", HAS_ARG, QEMU_OPTION_device,
    "-device driver           add a device\n", QEMU_ARCH_ALL)
DEF("global", HAS_ARG, QEMU_OPTION_global,
    "-global driver.prop=v    set a default\n", QEMU_ARCH_ALL)
