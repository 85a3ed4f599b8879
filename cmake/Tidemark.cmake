# SPDX-FileCopyrightText: 2026 The Tidemark authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What every target shares: warnings, sanitizers, the include roots.
# Includes are written from core/ ("merge/Merge.h") or, above the core, from the root ("ui/models/LogModel.h").
add_library(tidemark_options INTERFACE)
target_include_directories(tidemark_options INTERFACE ${PROJECT_SOURCE_DIR}/core ${PROJECT_SOURCE_DIR})
# Everywhere, so that everyone shares one precompiled header; what uses it not is not linked with it.
target_link_libraries(tidemark_options INTERFACE simdjson::simdjson)
target_compile_options(tidemark_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
    $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
target_compile_definitions(tidemark_options INTERFACE QT_NO_KEYWORDS QT_NO_CAST_FROM_ASCII QT_DISABLE_DEPRECATED_BEFORE=0x060400)
# Some sixty programs stand on the same libraries; mold links each in a fraction of the usual time.
find_program(TIDEMARK_MOLD mold)
if(TIDEMARK_MOLD)
    target_link_options(tidemark_options INTERFACE -fuse-ld=mold)
endif()
if(TIDEMARK_SANITIZE)
    target_compile_options(tidemark_options INTERFACE -fsanitize=${TIDEMARK_SANITIZE} -fno-omit-frame-pointer)
    target_link_options(tidemark_options INTERFACE -fsanitize=${TIDEMARK_SANITIZE})
endif()

# tidemark_library(NAME DIR [QT] [RECURSE] LINK …): one static library a folder.
# QT turns moc on. PCH_FROM names the library whose precompiled header is shared.
function(tidemark_library NAME DIR)
    cmake_parse_arguments(ARG "QT" "PCH_FROM" "LINK;PCH" ${ARGN})
    file(GLOB sources CONFIGURE_DEPENDS ${DIR}/*.cpp ${DIR}/*.h)
    if(NOT sources)
        add_library(${NAME} INTERFACE)
        target_link_libraries(${NAME} INTERFACE tidemark_options ${ARG_LINK})
        return()
    endif()
    add_library(${NAME} STATIC ${sources})
    target_link_libraries(${NAME} PUBLIC tidemark_options ${ARG_LINK})
    if(ARG_QT)
        set_target_properties(${NAME} PROPERTIES AUTOMOC ON)
    endif()
    if(ARG_PCH)
        target_precompile_headers(${NAME} PRIVATE ${ARG_PCH})
    elseif(ARG_PCH_FROM)
        get_target_property(owner_type ${ARG_PCH_FROM} TYPE)
        if(NOT owner_type STREQUAL INTERFACE_LIBRARY)
            target_precompile_headers(${NAME} REUSE_FROM ${ARG_PCH_FROM})
        endif()
    endif()
endfunction()
