# Writes a C file with digests of the sources that decide what is kept in the
# cache: cmake -D TOP=... -D OUTPUT=... -P WriteBuildId.cmake
# SPDX-License-Identifier: GPL-2.0-or-later
set(parser_folders base ir parse)
set(facts_folders ${parser_folders} source project interpret facts extract)

function(digest_folders result)
  set(all "")
  foreach(folder IN LISTS ARGN)
    file(GLOB files RELATIVE ${TOP} ${TOP}/analyzer/${folder}/*)
    list(SORT files)
    foreach(file IN LISTS files)
      file(SHA256 ${TOP}/${file} digest)
      string(APPEND all "${file} ${digest}\n")
    endforeach()
  endforeach()
  string(SHA256 digest "${all}")
  set(${result} ${digest} PARENT_SCOPE)
endfunction()

digest_folders(parser ${parser_folders})
digest_folders(facts ${facts_folders})
file(WRITE ${OUTPUT} "/* Made by cmake/WriteBuildId.cmake. */
#include \"store/build-id.h\"

const char build_id_parser[] = \"${parser}\";
const char build_id_facts[] = \"${facts}\";
")
