# Makes the C file that store/build-id.h speaks of, anew whenever one of the
# sources changes.
# SPDX-License-Identifier: GPL-2.0-or-later
function(build_id output)
  set(sources)
  foreach(folder base ir parse source project interpret facts extract)
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/analyzer/${folder}/*)
    list(APPEND sources ${files})
  endforeach()
  set(script ${CMAKE_SOURCE_DIR}/cmake/WriteBuildId.cmake)
  add_custom_command(OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -D TOP=${CMAKE_SOURCE_DIR} -D OUTPUT=${output}
      -P ${script}
    DEPENDS ${script} ${sources}
    COMMENT "Digest of the sources"
    VERBATIM)
endfunction()
