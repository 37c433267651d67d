#include "core/secret_source.h"

#include "core/descriptor.h"
#include "core/file.h"

#include <boost/test/unit_test.hpp>

#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace mdm;

namespace {

struct Folder {
    Folder()
    {
        std::string name = (std::filesystem::temp_directory_path() / "secret.XXXXXX").string();
        path = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    std::string put(std::string_view content, mode_t mode = 0600) const
    {
        BOOST_REQUIRE(replace_file(path + "/file", bytes_of(content), mode));
        return "file:" + path + "/file";
    }
    std::string path;
};

/// A descriptor that is passed on to programs, as those are that a shell opens.
struct PassedOn {
    explicit PassedOn(int fd) : own(fd) { ::fcntl(fd, F_SETFD, 0); }
    [[nodiscard]] std::string name() const { return "fd:" + std::to_string(own.get()); }
    Descriptor own;
};

/// The end of a pipe in which a text waits, and then its end.
int pipe_with(std::string_view text)
{
    int ends[2];
    BOOST_REQUIRE(::pipe(ends) == 0);
    BOOST_REQUIRE(::write(ends[1], text.data(), text.size()) == static_cast<ssize_t>(text.size()));
    ::close(ends[1]);
    return ends[0];
}

std::string secret_of(const std::string& source)
{
    const auto secret = read_secret(secret_source_from(source).value());
    BOOST_TEST((secret || secret.error().code == Errc::environment));
    return secret ? secret->reveal() : "error: " + secret.error().message;
}

std::string why_not(std::string_view text)
{
    const auto source = secret_source_from(text);
    return source ? "read" : source.error().message;
}

} // namespace

BOOST_FIXTURE_TEST_SUITE(secret_source_test, Folder)

BOOST_AUTO_TEST_CASE(knows_three_forms_and_repeats_no_other)
{
    const std::string expected = "expected " + std::string(secret_source_forms);
    for (const char* const text : {"", "hunter2", "file:", "FILE:x", "stdin"})
        BOOST_TEST(why_not(text) == expected);
    for (const char* const text : {"pass:hunter2", "env:SECRET"})
        BOOST_TEST(why_not(text) ==
                   "a secret in an argument or the environment is seen by others; " + expected);
    for (const char* const text : {"fd:", "fd:x", "fd:2", "fd:3x", "fd:1024", "fd:-3"})
        BOOST_TEST(why_not(text) == "fd: needs a number from 3 to 1023");
    BOOST_TEST(why_not("command: ") == "command: needs the path of a program");
    BOOST_TEST((secret_source_from("x").error().code == Errc::usage));
}

BOOST_AUTO_TEST_CASE(the_first_line_of_a_file_is_the_secret)
{
    BOOST_TEST(secret_of(put("correct horse\nmore\n")) == "correct horse");
    BOOST_TEST(secret_of(put("correct horse")) == "correct horse");
    BOOST_TEST(secret_of(put(" correct horse \r\n")) == " correct horse ");
    BOOST_TEST(secret_of(put(std::string(1024, 'x') + "\n")) == std::string(1024, 'x'));
    BOOST_TEST(secret_of(put(std::string(1025, 'x'))) ==
               "error: " + path + "/file: its first line is longer than 1024 bytes");
    for (const char* const content : {"", "\nhunter2", "\r\n"})
        BOOST_TEST(secret_of(put(content)) == "error: " + path +
                                                  "/file: its first line is empty; a passphrase or "
                                                  "a PIN was expected there");
}

BOOST_AUTO_TEST_CASE(a_file_that_others_may_use_is_refused)
{
    for (const mode_t mode : {0640U, 0604U, 0620U, 0602U, 0610U})
        BOOST_TEST(secret_of(put("hunter2", mode)) ==
                   "error: " + path +
                       "/file: others than its owner may use this secret; chmod 600 it");
}

BOOST_AUTO_TEST_CASE(of_a_pipe_one_line_is_taken)
{
    const PassedOn pipe(pipe_with("one\ntwo\n"));
    BOOST_TEST(secret_of(pipe.name()) == "one");
    BOOST_TEST(secret_of(pipe.name()) == "two");
    BOOST_TEST(secret_of(pipe.name()).starts_with("error: descriptor "));
    const PassedOn endless(pipe_with(std::string(2000, 'x')));
    BOOST_TEST(secret_of(endless.name()).ends_with("its first line is longer than 1024 bytes"));
}

BOOST_AUTO_TEST_CASE(of_an_open_file_it_is_the_first_line_whatever_was_read)
{
    put("one\ntwo\n");
    const PassedOn file(::open((path + "/file").c_str(), O_RDONLY));
    char byte = 0;
    BOOST_REQUIRE(::read(file.own.get(), &byte, 1) == 1);
    BOOST_TEST(secret_of(file.name()) == "one");
    BOOST_TEST(secret_of(file.name()) == "one");
    BOOST_TEST(::lseek(file.own.get(), 0, SEEK_CUR) == 1);
}

BOOST_AUTO_TEST_CASE(what_this_process_opened_itself_is_no_source)
{
    put("hunter2\n");
    const Descriptor file(::open((path + "/file").c_str(), O_RDONLY | O_CLOEXEC));
    const std::string number = std::to_string(file.get());
    BOOST_TEST(secret_of("fd:" + number) == "error: descriptor " + number +
                                                " is not open: start this with it, as sh does by " +
                                                number + "< FILE");
    BOOST_TEST(secret_of("fd:1023").starts_with("error: descriptor 1023 is not open"));
}

BOOST_AUTO_TEST_CASE(the_words_of_a_command_are_its_arguments_and_no_shell_reads_them)
{
    BOOST_TEST(secret_of("command:/bin/echo  $HOME  ; a") == "$HOME ; a");
    BOOST_TEST(secret_of("command:/bin/false") ==
               "error: /bin/false: ended with status 1; run it as this user to see why");
    BOOST_TEST(secret_of("command:/nowhere/x") ==
               "error: /nowhere/x: cannot run it: No such file or directory");
    BOOST_TEST(secret_of("command:/usr/bin/env") == "PATH=/usr/sbin:/usr/bin:/sbin:/bin");
}

BOOST_AUTO_TEST_CASE(nothing_of_what_a_command_wrote_is_in_its_error)
{
    put("#!/bin/sh\necho hunter2\necho hunter2 >&2\nexit 3\n", 0700);
    BOOST_TEST(secret_of("command:" + path + "/file") ==
               "error: " + path + "/file: ended with status 3; run it as this user to see why");
    BOOST_TEST(secret_of("command:/usr/bin/yes hunter2") ==
               "error: /usr/bin/yes: wrote more than 4096 bytes, and was killed");
}

BOOST_AUTO_TEST_SUITE_END()
