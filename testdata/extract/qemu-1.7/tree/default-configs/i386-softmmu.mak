# Default configuration for i386-softmmu
CONFIG_FROB=y
