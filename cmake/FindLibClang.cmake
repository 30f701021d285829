# Finds libclang: 19 preferred, 14 the floor. LIBCLANG_VERSION picks one.
# SPDX-License-Identifier: GPL-2.0-or-later
set(LIBCLANG_VERSION "" CACHE STRING "libclang's major version (empty: the best installed)")
set(_versions 19 18 17 16 20 21 22 15 14)
if(LIBCLANG_VERSION)
  set(_versions ${LIBCLANG_VERSION})
endif()
foreach(_v IN LISTS _versions)
  find_path(_include_${_v} clang-c/Index.h
            PATHS /usr/lib/llvm-${_v}/include NO_DEFAULT_PATH)
  find_library(_library_${_v} NAMES clang-${_v} clang libclang.so.1
               PATHS /usr/lib/llvm-${_v}/lib NO_DEFAULT_PATH)
  if(_include_${_v} AND _library_${_v})
    set(LibClang_INCLUDE_DIR ${_include_${_v}})
    set(LibClang_LIBRARY ${_library_${_v}})
    set(LibClang_VERSION ${_v})
    break()
  endif()
endforeach()
if(LibClang_VERSION)
  # The compiler's own headers (stddef.h, ...) must be those of this library.
  file(GLOB _resource /usr/lib/llvm-${LibClang_VERSION}/lib/clang/*/include)
  list(GET _resource 0 LibClang_RESOURCE_INCLUDE)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(LibClang
  REQUIRED_VARS LibClang_LIBRARY LibClang_INCLUDE_DIR LibClang_RESOURCE_INCLUDE
  VERSION_VAR LibClang_VERSION)
if(LibClang_FOUND AND NOT TARGET LibClang::LibClang)
  add_library(LibClang::LibClang UNKNOWN IMPORTED)
  set_target_properties(LibClang::LibClang PROPERTIES
    IMPORTED_LOCATION ${LibClang_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${LibClang_INCLUDE_DIR}
    INTERFACE_COMPILE_DEFINITIONS
      "LIBCLANG_MAJOR=${LibClang_VERSION};LIBCLANG_RESOURCE_INCLUDE=\"${LibClang_RESOURCE_INCLUDE}\"")
endif()
