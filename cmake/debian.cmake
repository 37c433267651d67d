# Gives what cpack makes packages of the form that Debian asks for: manual pages and changelogs are
# compressed, and folders are open whatever the umask is.

file(GLOB_RECURSE files ${CPACK_TEMPORARY_INSTALL_DIRECTORY}/*)
list(FILTER files INCLUDE REGEX "/man/man[1-8]/|/changelog$|/CHANGELOG.md$")
foreach(file IN LISTS files)
    execute_process(COMMAND gzip -9 -n ${file} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
execute_process(
    COMMAND find ${CPACK_TEMPORARY_INSTALL_DIRECTORY} -type d -exec chmod 0755 {} +
    COMMAND_ERROR_IS_FATAL ANY)
