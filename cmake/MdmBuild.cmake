# How this project builds: one interface target that carries the flags, and one function a kind of
# thing: mdm_add_module, mdm_add_tool, mdm_add_unit_test.

# What g++ 12 says of the flow through std::string and std::variant once it optimises is not true
# (GCC bug 105651 and its like); the preset dev has these warnings.
set(MDM_UNTRUE_WARNINGS)
foreach(warning restrict stringop-overflow stringop-overread array-bounds maybe-uninitialized)
    list(APPEND MDM_UNTRUE_WARNINGS $<$<CONFIG:Release>:-Wno-${warning}>)
endforeach()

add_library(mdm_build INTERFACE)
target_compile_features(mdm_build INTERFACE cxx_std_20)
target_compile_options(mdm_build INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion
    ${MDM_UNTRUE_WARNINGS}
    $<$<BOOL:${MDM_WERROR}>:-Werror>
    -fstack-protector-strong $<$<NOT:$<BOOL:${MDM_SANITIZE}>>:-D_FORTIFY_SOURCE=2>
    $<$<BOOL:${MDM_SANITIZE}>:-fsanitize=address,undefined>
    # SOCI keeps the type information to itself that the check of virtual tables would need.
    $<$<BOOL:${MDM_SANITIZE}>:-fno-sanitize=vptr>
    $<$<BOOL:${MDM_SANITIZE}>:-fno-sanitize-recover=all>
    $<$<BOOL:${MDM_SANITIZE}>:-fno-omit-frame-pointer>)
# A tool links only what it uses, since every process pays for what it loads.
target_link_options(mdm_build INTERFACE
    -Wl,--as-needed -Wl,-z,relro -Wl,-z,now
    $<$<BOOL:${MDM_SANITIZE}>:-fsanitize=address,undefined>)

# mdm_add_module(NAME FILE...): adds libcommon/NAME to the library. The headers are proved to
# compile alone; libcommon/layers.txt says what the module may include.
function(mdm_add_module name)
    foreach(file IN LISTS ARGN)
        if(file MATCHES "\\.h$")
            list(APPEND headers ${CMAKE_CURRENT_SOURCE_DIR}/${name}/${file})
        else()
            list(APPEND sources ${name}/${file})
        endif()
    endforeach()
    target_sources(common PRIVATE ${sources})
    target_sources(common PUBLIC FILE_SET HEADERS FILES ${headers})
endfunction()

# A tool that needs no shared library can be linked statically: it then starts in a fifth more time
# than /bin/true, where the dynamic loader and libstdc++ would triple it.
function(mdm_link_statically name)
    add_dependencies(${name} common)
    target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR}/libcommon)
    target_link_libraries(${name} PRIVATE mdm_build $<TARGET_FILE:common>
        ${PUGIXML_ARCHIVE} ${BOOST_JSON_ARCHIVE} ${BOOST_CONTAINER_ARCHIVE})
    target_link_options(${name} PRIVATE -static-pie)
    # An archive is no dependency of a link on its own.
    set_target_properties(${name} PROPERTIES LINK_DEPENDS $<TARGET_FILE:common>)
endfunction()

# mdm_add_tool(NAME [STATIC]): tools/NAME.cpp as a program, with its manual page and completions.
function(mdm_add_tool name)
    add_executable(${name} ${name}.cpp)
    if("STATIC" IN_LIST ARGN AND NOT MDM_SANITIZE)
        mdm_link_statically(${name})
    else()
        target_link_libraries(${name} PRIVATE common)
        target_link_options(${name} PRIVATE
            $<$<NOT:$<BOOL:${MDM_SANITIZE}>>:-static-libstdc++ -static-libgcc>)
    endif()
    install(TARGETS ${name} RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    set(top ${PROJECT_SOURCE_DIR})
    install(FILES ${top}/man/${name}.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${top}/completions/bash/${name}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
    install(FILES ${top}/completions/zsh/_${name}
            DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
    install(FILES ${top}/completions/fish/${name}.fish
            DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
    set_property(GLOBAL APPEND PROPERTY MDM_TOOLS ${name})
endfunction()

# mdm_add_unit_test(MODULE FILE...): tests/unit/MODULE/FILE... as one Boost.Test program, registered
# as unit.MODULE.
function(mdm_add_unit_test module)
    list(TRANSFORM ARGN PREPEND ${module}/)
    add_executable(unit_${module} ${ARGN})
    target_link_libraries(unit_${module} PRIVATE unit_main common Boost::unit_test_framework)
    target_compile_definitions(unit_${module} PRIVATE
        BOOST_TEST_DYN_LINK MDM_VECTORS="${PROJECT_SOURCE_DIR}/tests/vectors")
    target_precompile_headers(unit_${module} REUSE_FROM unit_pch)
    add_test(NAME unit.${module} COMMAND unit_${module})
    set_tests_properties(unit.${module} PROPERTIES TIMEOUT 300)
endfunction()
