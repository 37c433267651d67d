#include "config/settings.h"

#include <boost/test/unit_test.hpp>

using namespace mdm;

namespace {

std::string complaint(const std::string& toml)
{
    return config::parse(toml, "").error().message;
}

} // namespace

BOOST_AUTO_TEST_SUITE(settings_test)

BOOST_AUTO_TEST_CASE(an_empty_file_has_the_defaults_and_offers_nothing)
{
    const auto settings = config::parse("", "").value();
    BOOST_TEST(settings.service.auth_policies.empty());
    BOOST_TEST(settings.service.fault_status == 500);
    BOOST_TEST(settings.service.body_limit == 1048576U);
    BOOST_TEST(settings.profiles.front().rsa_bits == 2048U);
    BOOST_TEST(!settings.renewal.has_value());
}

BOOST_AUTO_TEST_CASE(joins_relative_paths_to_the_folder_of_the_file)
{
    const auto settings = config::parse("[authority]\nkey = 'ca.key'\nchain = '/etc/chain.pem'\n"
                                        "[ledger]\nurl = 'sqlite:ledger.db'\n",
                                        "/srv/lab")
                              .value();
    BOOST_TEST(settings.authorities.front().key.place == "/srv/lab/ca.key");
    BOOST_TEST(settings.authorities.front().chain == "/etc/chain.pem");
    BOOST_TEST(settings.ledger.url == "/srv/lab/ledger.db");
    const std::string server = "postgresql://db.example.com/ledger";
    BOOST_TEST(config::parse("[ledger]\nurl = '" + server + "'\n", "/srv/lab").value().ledger.url ==
               server);
}

BOOST_AUTO_TEST_CASE(profiles_stand_in_the_order_in_which_they_are_tried)
{
    const auto settings =
        config::parse("[profile]\nvalidity_days = 7\n"
                      "[[profiles]]\nname = 'b'\nissuer = 'x'\nfor = { groups = [] }\n"
                      "[[profiles]]\nname = 'a'\n",
                      "")
            .value();
    BOOST_REQUIRE(settings.profiles.size() == 3U);
    const auto& [b, a, last] =
        std::tie(settings.profiles[0], settings.profiles[1], settings.profiles[2]);
    BOOST_TEST((b.name == "b" && a.name == "a" && last.name == "default"));
    BOOST_TEST(b.issuer == "x");
    BOOST_TEST((b.audience.groups && b.audience.groups->empty()));
    BOOST_TEST((!a.audience.groups && !a.is_default && last.is_default));
    BOOST_TEST(last.validity.count() == 7);
    BOOST_TEST(config::parse("[[profiles]]\nname = 'a'\n", "").value().profiles.size() == 1U);
    BOOST_TEST(config::parse("", "").value().profiles.size() == 1U);
}

BOOST_AUTO_TEST_CASE(authorities_stand_in_the_order_of_their_names)
{
    const auto settings =
        config::parse("[authorities.west]\n[authorities.east]\nkey = 'e'\n[authority]\n", "/d")
            .value();
    BOOST_REQUIRE(settings.authorities.size() == 3U);
    BOOST_TEST(config::table_of(settings.authorities[0]) == "authority");
    BOOST_TEST(config::table_of(settings.authorities[1]) == "authorities.east");
    BOOST_TEST(settings.authorities[1].key.place == "/d/e");
    BOOST_TEST(settings.authorities[2].name == "west");
    BOOST_TEST(config::parse("[authorities.x]\n", "").value().authorities.size() == 1U);
}

BOOST_AUTO_TEST_CASE(reads_nodes_under_the_names_of_their_specification)
{
    const auto settings = config::parse("[provisioning.dmclient]\nHelpWebsite = 'https://x'\n"
                                        "[provisioning.dmclient.Poll]\nPollOnLogin = true\n"
                                        "NumberOfFirstRetries = 5\n",
                                        "")
                              .value();
    const auto& nodes = settings.provisioning.dmclient;
    BOOST_REQUIRE(nodes.size() == 3U);
    BOOST_TEST(nodes[0].path == "HelpWebsite");
    BOOST_TEST(std::get<std::string>(nodes[0].value) == "https://x");
    BOOST_TEST(nodes[1].path == "Poll/NumberOfFirstRetries");
    BOOST_TEST(std::get<std::int64_t>(nodes[1].value) == 5);
    BOOST_TEST(std::get<bool>(nodes[2].value));
}

BOOST_AUTO_TEST_CASE(names_the_line_and_the_key_that_is_wrong)
{
    BOOST_TEST(complaint("[service]\nurl = 'x'\n") == "line 2: unknown key 'url' in [service]");
    BOOST_TEST(complaint("[servce]\n") == "line 1: unknown key 'servce'");
    BOOST_TEST(complaint("service = 1\n") == "line 1: [] service must be a table");
    BOOST_TEST(complaint("[service]\npolicy_url = 1\n") ==
               "line 2: [service] policy_url must be a text");
    BOOST_TEST(complaint("[service]\nfault_status = 99\n") ==
               "line 2: [service] fault_status must be a whole number from 200 to 599");
    BOOST_TEST(complaint("[service]\nauth_policies = ['Password']\n") ==
               "line 2: [service] auth_policies must be an array of \"OnPremise\", "
               "\"Certificate\", \"Federated\"");
    BOOST_TEST(complaint("[provisioning]\nstore = 'my'\n") ==
               "line 2: [provisioning] store must be one of \"auto\" \"user\" \"system\"");
    BOOST_TEST(complaint("[renewal]\nperiod_days = 5\nretry_days = 6\n") ==
               "line 3: [renewal] retry_days must be at most period_days");
    BOOST_TEST(complaint("[renewal]\nearly_days = 41\n") ==
               "line 2: [renewal] early_days must be at least period_days");
    BOOST_TEST(complaint("[provisioning.dmclient]\nUPN = 1.5\n") ==
               "line 2: [provisioning.dmclient] UPN must be a text, a whole number, true or false");
    BOOST_TEST(config::parse("[service\n", "").error().spec == "TOML 1.0.0");
}

BOOST_AUTO_TEST_CASE(reads_who_checks_passwords_in_their_order)
{
    const auto settings =
        config::parse("[onpremise]\npassword_file = 'passwords'\n"
                      "[[onpremise.checkers]]\ncommand = ['bin/check', '-v']\n"
                      "groups = ['a']\ntime_limit_seconds = 3\n"
                      "[[onpremise.checkers]]\npassword_file = 'others'\n"
                      "[[onpremise.checkers]]\ncommand = ['/bin/check']\ngroups = []\n",
                      "/etc/x")
            .value();
    const auto& checkers = settings.onpremise.checkers;
    BOOST_REQUIRE(checkers.size() == 4U);
    BOOST_TEST(checkers[0].password_file == "/etc/x/passwords");
    BOOST_TEST(checkers[1].command == (std::vector<std::string>{"/etc/x/bin/check", "-v"}));
    BOOST_TEST(checkers[1].groups.value() == std::vector<std::string>{"a"});
    BOOST_TEST(checkers[1].time_limit.count() == 3);
    BOOST_TEST(checkers[2].password_file == "/etc/x/others");
    BOOST_TEST(!checkers[2].groups.has_value());
    BOOST_TEST(checkers[3].groups.value().empty());
    BOOST_TEST(checkers[3].time_limit.count() == 10);
}

BOOST_AUTO_TEST_CASE(a_checker_is_a_file_or_a_command)
{
    const std::string checker = "[[onpremise.checkers]]\n";
    const std::string either =
        "[onpremise] checkers: expected either a password_file or a command in each";
    BOOST_TEST(complaint(checker) == either);
    BOOST_TEST(complaint(checker + "command = []\n") == either);
    BOOST_TEST(complaint(checker + "command = ['']\n") == either);
    BOOST_TEST(complaint(checker + "command = ['a']\npassword_file = 'b'\n") == either);
    BOOST_TEST(complaint(checker + "password_file = 'b'\ngroups = ['g']\n") ==
               "[onpremise] checkers: groups stand beside a command, not a password_file");
    BOOST_TEST(complaint(checker + "command = 'a'\n") ==
               "line 2: [onpremise.checkers] command must be an array of texts");
    BOOST_TEST(complaint(checker + "commands = ['a']\n") ==
               "line 2: unknown key 'commands' in [onpremise.checkers]");
    BOOST_TEST(complaint("[onpremise]\ncheckers = ['a']\n") ==
               "line 2: [onpremise] checkers must be an array of tables");
    BOOST_TEST(complaint(checker + "command = ['a']\ntime_limit_seconds = 61\n") ==
               "line 3: [onpremise.checkers] time_limit_seconds must be a whole number from 1 to "
               "60");
}

BOOST_AUTO_TEST_CASE(a_directory_is_never_asked_in_clear_nor_by_half_an_account)
{
    const auto servers = [](const std::string& url) {
        return "[ldap]\nservers = ['" + url + "']\n";
    };
    BOOST_TEST(config::parse(servers("ldaps://a"), "").value().ldap.servers.size() == 1U);
    for (const char* url : {"http://a", "a", "ldaps:a", "LDAPS://a", "cldap://a"})
        BOOST_TEST(
            complaint(servers(url)) ==
            "line 2: [ldap] servers must be an array of ldaps://, ldap:// and ldapi:// URLs");
    BOOST_TEST(complaint("[ldap]\nbind_dn = 'cn=a'\n") ==
               "line 2: [ldap] bind_dn must be given together with bind_password_file, or neither "
               "of them");
    BOOST_TEST(complaint("[ldap]\nfilter = '(uid=alice)'\n") ==
               "line 2: [ldap] filter must be a filter with the variable {user}");
}

BOOST_AUTO_TEST_CASE(a_directory_needs_servers_and_who_vouches_for_them)
{
    config::Ldap ldap;
    const auto missing = [&] { return config::require(ldap).error().message; };
    BOOST_TEST(missing() == "[ldap] servers is not configured");
    ldap.servers = {"ldapi://a", "ldap://b"};
    BOOST_TEST(missing() == "[ldap] ca_file is not configured");
    ldap.servers.pop_back();
    BOOST_TEST(missing() == "[ldap] base is not configured");
    ldap.base = "dc=a";
    BOOST_TEST(missing() == "[ldap] filter is not configured");
    ldap.filter = "(uid={user})";
    BOOST_TEST(missing() == "[ldap] user_attribute is not configured");
    ldap.user_attribute = "mail";
    BOOST_TEST(config::require(ldap).has_value());
}

BOOST_AUTO_TEST_CASE(a_ledger_of_another_kind_is_none)
{
    BOOST_TEST(config::parse("[ledger]\nurl = 'mysql://kit:s3cret@db/kit'\n", "").error().message ==
               "[ledger] url: 'mysql:' is no kind of ledger; a path or a postgresql: URL was "
               "expected");
    BOOST_TEST(config::parse("[ledger]\nurl = 'sqlite:///srv/ledger.db'\n", "").has_value());
}

BOOST_AUTO_TEST_CASE(names_the_file)
{
    BOOST_TEST(
        config::load("/nonexistent/enrollkit.toml").error().message ==
        "/nonexistent/enrollkit.toml: cannot read it: No such file or directory; --config or "
        "ENROLLKIT_CONFIG names the configuration");
}

BOOST_AUTO_TEST_CASE(reads_the_issuers_of_tokens)
{
    const auto settings =
        config::parse("[federated]\nauthentication_url = 'https://x/login'\n"
                      "[[federated.issuers]]\njwk_set = 'entra.json'\n"
                      "tenants = ['0a1b2c3d-0000-4000-8000-000000000001']\n"
                      "audiences = ['api://x']\ndevice_tokens = true\n"
                      "required = { scp = 'mdm_delegation', ver = ['1.0', '2.0'] }\n"
                      "[[federated.issuers]]\njwk_set = '/keys'\n"
                      "issuers = ['https://y/']\naudiences = ['x']\nsingle_use = false\n",
                      "/srv")
            .value();
    BOOST_REQUIRE(settings.federated.issuers.size() == 2U);
    const auto& entra = settings.federated.issuers[0];
    BOOST_TEST(entra.jwk_set == "/srv/entra.json");
    BOOST_TEST(entra.issuers ==
               (std::vector<std::string>{"https://sts.windows.net/{tenantid}/",
                                         "https://login.microsoftonline.com/{tenantid}/v2.0"}));
    BOOST_TEST(entra.single_use);
    BOOST_TEST(entra.device_tokens);
    BOOST_REQUIRE(entra.required.size() == 2U);
    BOOST_TEST(entra.required[0].first == "scp");
    BOOST_TEST(entra.required[0].second == std::vector<std::string>{"mdm_delegation"});
    BOOST_TEST(entra.required[1].second == (std::vector<std::string>{"1.0", "2.0"}));
    BOOST_TEST(settings.federated.issuers[1].issuers == std::vector<std::string>{"https://y/"});
    BOOST_TEST(!settings.federated.issuers[1].single_use);
    BOOST_TEST(settings.federated.takes_tokens());
}

BOOST_AUTO_TEST_CASE(an_issuer_whose_tokens_are_for_anybody_is_refused)
{
    const std::string table = "[[federated.issuers]]\n";
    const std::string keys = "jwk_set = 'k'\n";
    const std::string issuers = "issuers = ['https://y/']\n";
    const std::string audiences = "audiences = ['x']\n";
    const std::string prefix = "[federated.issuers] ";
    BOOST_TEST(complaint(table + issuers + audiences) ==
               prefix + "jwk_set must be the file with the keys of the issuer");
    BOOST_TEST(complaint(table + keys + audiences) ==
               prefix + "issuers must be given where there are no tenants");
    BOOST_TEST(complaint(table + keys + issuers) == prefix + "audiences must be given");
    BOOST_TEST(complaint(table + keys + audiences + "issuers = ['https://y/{tenantid}/']\n") ==
               prefix + "tenants must be given where an issuer has {tenantid}");
    BOOST_TEST(complaint(table + keys + issuers + audiences + "user_claims = []\n") ==
               "line 5: " + prefix + "user_claims must be at least one claim");
    BOOST_TEST(complaint(table + keys + issuers + audiences + "required = { scp = 1 }\n") ==
               "line 5: [federated.issuers.required] scp must be an array of texts");
    BOOST_TEST(complaint(table + "url = 'x'\n" + keys + issuers + audiences) ==
               "line 2: unknown key 'url' in [federated.issuers]");
    BOOST_TEST(complaint("[federated]\nissuers = 1\n") ==
               "line 2: [federated] issuers must be an array of tables");
    BOOST_TEST(complaint("[federated]\nauthentication_url = 'http://x'\n") ==
               "line 2: [federated] authentication_url must be an https URL");
}

BOOST_AUTO_TEST_CASE(reads_renewal)
{
    const auto renewal =
        config::parse("[renewal]\nearly_days = 42\nafter_end_days = 3\nsame_key = true\n"
                      "require_client_certificate = false\n"
                      "authorities = ['old.pem', '/etc/older.pem']\n",
                      "/srv")
            .value()
            .renewal.value();
    BOOST_TEST(renewal.early.count() == 42);
    BOOST_TEST(renewal.after_end.count() == 3);
    BOOST_TEST(renewal.same_key);
    BOOST_TEST(!renewal.require_client_certificate);
    BOOST_TEST(!renewal.require_client_certificate_manual);
    BOOST_TEST(renewal.authorities == (std::vector<std::string>{"/srv/old.pem", "/etc/older.pem"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(knows_whether_renewal_is_served)
{
    const auto why = [](const std::string& toml) {
        const auto checked = config::check_renewal(config::parse(toml, "").value());
        return checked ? std::string() : checked.error().message;
    };
    const std::string rest = "[authority]\ncertificate = 'a'\n[ledger]\nurl = 'b'\n";
    const std::string passed = "[service]\nclient_certificates = true\n";
    BOOST_TEST(why("").empty());
    BOOST_TEST(why("[renewal]\n" + passed + rest).empty());
    BOOST_TEST(why("[renewal]\nrequire_client_certificate = false\n" + rest).empty());
    BOOST_TEST(why("[renewal]\n" + passed) ==
               "[renewal] announces what this service cannot do: [authority] certificate is not "
               "configured");
    BOOST_TEST(why("[renewal]\n[authority]\ncertificate = 'a'\n" + passed) ==
               "[renewal] announces what this service cannot do: [ledger] url is not configured");
    BOOST_TEST(why("[renewal]\n" + rest).ends_with("client_certificates = true"));
    BOOST_TEST(why("[renewal]\nrequire_client_certificate = false\n"
                   "require_client_certificate_manual = true\n" +
                   rest)
                   .ends_with("client_certificates = true"));
}

BOOST_AUTO_TEST_CASE(a_key_is_a_file_or_in_a_token)
{
    const auto file =
        config::parse("[authority]\nkey = 'ca.key'\npassphrase = 'file:secret'\n", "/d")
            ->authorities.front()
            .key;
    BOOST_TEST(!config::is_in_token(file));
    BOOST_TEST(file.place == "/d/ca.key");
    BOOST_TEST(file.passphrase->path == "/d/secret");
    const auto token =
        config::parse("[authority]\nkey = 'pkcs11:token=a;object=b'\nmodule = 'p11.so'\n"
                      "pin = 'command:pin -x'\n",
                      "/d")
            ->authorities.front()
            .key;
    BOOST_TEST(config::is_in_token(token));
    BOOST_TEST(token.place == "pkcs11:token=a;object=b");
    BOOST_TEST(token.module == "/d/p11.so");
    BOOST_TEST(token.pin->path == "/d/pin");
    BOOST_TEST(token.pin->arguments == std::vector<std::string>{"-x"});
}

BOOST_AUTO_TEST_CASE(a_pin_in_a_uri_is_refused_and_not_repeated)
{
    const auto wrong = complaint("[authority]\nkey = 'pkcs11:token=a?pin-value=hunter2'\n");
    BOOST_TEST(wrong == "line 2: [authority] key must be a URI without pin-value: whoever may read "
                        "it would have the PIN; name with pin where it is to be had");
    BOOST_TEST(complaint("[authority]\nkey = 'pkcs11:token=a?module-path=/x.so'\n")
                   .find("module and pin are settings of their own") != std::string::npos);
    BOOST_TEST(complaint("[authority]\nkey = 'ca.key'\npin = 'file:a'\n")
                   .find("a file has a passphrase") != std::string::npos);
    BOOST_TEST(complaint("[authority]\nkey = 'pkcs11:token=a'\npassphrase = 'file:a'\n")
                   .find("a token has a pin") != std::string::npos);
    BOOST_TEST(complaint("[authority]\npassphrase = 'pass:hunter2'\n") ==
               "line 2: [authority] passphrase must be " + std::string(secret_source_forms));
}

BOOST_AUTO_TEST_SUITE_END()
