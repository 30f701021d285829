#include <meson-config.h>
