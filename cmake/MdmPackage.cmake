# What is installed besides the tools: the library for programs of others, and how `cpack` makes
# Debian packages of it all: enrollkit, and libenrollkit-dev with the library.

# How a library that `common` links is named to a linker: -lNAME.
function(mdm_linker_name library result)
    set(names "OpenSSL::Crypto" crypto "OpenSSL::SSL" ssl "CURL::libcurl" curl "PNG::PNG" png)
    list(FIND names "${library}" at)
    if(NOT at EQUAL -1)
        math(EXPR at "${at} + 1")
        list(GET names ${at} name)
    elseif(library MATCHES "::|^mdm_")
        set(name "") # headers, or flags of this project
    else()
        cmake_path(GET library STEM name)
        string(REGEX REPLACE "^lib" "" name ${name})
    endif()
    set(${result} "${name}" PARENT_SCOPE)
endfunction()

get_target_property(libraries common LINK_LIBRARIES)
set(MDM_LIBS)
foreach(library IN LISTS libraries)
    mdm_linker_name(${library} name)
    if(name)
        list(APPEND MDM_LIBS -l${name})
    endif()
endforeach()
list(JOIN MDM_LIBS " " MDM_LIBS_TEXT)

# The library's own name is not for others: there is more than one `common`.
install(FILES $<TARGET_FILE:common> RENAME libenrollkit.a
        DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT dev)
install(TARGETS common FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/enrollkit
        COMPONENT dev ARCHIVE EXCLUDE_FROM_ALL COMPONENT never)
file(RELATIVE_PATH MDM_PC_TO_PREFIX /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
string(REGEX REPLACE "/$" "" MDM_PC_TO_PREFIX ${MDM_PC_TO_PREFIX})
configure_file(cmake/enrollkit.pc.in enrollkit.pc @ONLY)
configure_file(cmake/enrollkit-config.cmake.in enrollkit-config.cmake @ONLY)
include(CMakePackageConfigHelpers)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/enrollkit-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/enrollkit.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT dev)
install(FILES ${CMAKE_BINARY_DIR}/enrollkit-config.cmake
              ${CMAKE_BINARY_DIR}/enrollkit-config-version.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/enrollkit COMPONENT dev)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME enrollkit)
set(CPACK_PACKAGE_CONTACT "The authors of enrollkit <enrollkit@example.com>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL tools dev)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_TOOLS_PACKAGE_NAME enrollkit)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_TOOLS_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_TOOLS_PACKAGE_DEPENDS "adduser, openssl")
set(CPACK_DEBIAN_TOOLS_PACKAGE_RECOMMENDS
    "fcgiwrap, nginx-light | nginx | apache2 | lighttpd, ca-certificates")
set(CPACK_DEBIAN_TOOLS_PACKAGE_SUGGESTS "jq, libpq5, libp11-kit0, lighttpd-mod-openssl")
set(CPACK_COMPONENT_TOOLS_DESCRIPTION
    "Small tools, joined by pipes, with which a server enrolls Windows devices into
mobile-device management (MS-MDE2, with MS-XCEP and MS-WSTEP inside), renews
what it issued, and with which such a server is tested. They run behind any
web server as CGI programs; enrollkit-setup makes a first service.")
set(CPACK_DEBIAN_TOOLS_PACKAGE_CONTROL_EXTRA
    ${CMAKE_SOURCE_DIR}/scripts/debian/postinst ${CMAKE_SOURCE_DIR}/scripts/debian/prerm
    ${CMAKE_SOURCE_DIR}/scripts/debian/postrm)

set(CPACK_DEBIAN_DEV_PACKAGE_NAME libenrollkit-dev)
set(CPACK_DEBIAN_DEV_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEV_PACKAGE_DEPENDS
    "libpugixml-dev, libssl-dev, libcurl4-openssl-dev, libsoci-dev, libsqlite3-dev, libcrypt-dev, \
libxmlsec1-dev, libldap-dev, libpam0g-dev, libboost-json1.81-dev, libqrencode-dev, libpng-dev")
set(CPACK_COMPONENT_DEV_DESCRIPTION
    "Headers and a static library with the protocol of Windows mobile-device
enrollment: messages, faults, certificates, provisioning documents, and the
stages that the tools of enrollkit are made of. Its interface may change with
every version.")

# What Debian asks of a package that an installation elsewhere does not need.
foreach(pair IN ITEMS tools:enrollkit dev:libenrollkit-dev)
    string(REPLACE ":" ";" pair ${pair})
    list(GET pair 0 component)
    list(GET pair 1 MDM_PACKAGE)
    install(FILES scripts/debian/copyright
            DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${MDM_PACKAGE} COMPONENT ${component})
    configure_file(scripts/debian/changelog.in debian/${MDM_PACKAGE}/changelog @ONLY)
    install(FILES ${CMAKE_BINARY_DIR}/debian/${MDM_PACKAGE}/changelog
            DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/${MDM_PACKAGE} COMPONENT ${component})
endforeach()
set(MDM_PACKAGE enrollkit)
configure_file(scripts/debian/lintian-overrides.in debian/enrollkit/overrides @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/debian/enrollkit/overrides RENAME enrollkit
        DESTINATION ${CMAKE_INSTALL_DATADIR}/lintian/overrides COMPONENT tools)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/debian.cmake)

include(CPack)
