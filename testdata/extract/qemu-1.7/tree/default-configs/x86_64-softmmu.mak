# Default configuration for x86_64-softmmu
CONFIG_FROB=y
