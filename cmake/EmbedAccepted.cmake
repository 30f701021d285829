# Builds the key files of rules/accepted into the program: a table of name and
# text, as rules/accepted.h declares it.
# SPDX-License-Identifier: GPL-2.0-or-later
function(embed_accepted output)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/rules/accepted/*.accepted)
  list(SORT files)
  set(table "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME)
    file(READ ${file} text)
    string(REPLACE "\\" "\\\\" text "${text}")
    string(REPLACE "\"" "\\\"" text "${text}")
    string(REPLACE "\n" "\\n\"\n     \"" text "${text}")
    string(APPEND table "    {\"${name}\",\n     \"${text}\"},\n")
  endforeach()
  file(CONFIGURE OUTPUT ${output} @ONLY CONTENT
"/* Made from rules/accepted by cmake/EmbedAccepted.cmake. */
#include \"rules/accepted.h\"

const AcceptedText accepted_texts[] = {
@table@    {NULL, NULL},
};
")
endfunction()
