// mdm-ca-init - make an authority to start with.
//
// Makes a root and an issuing authority, with their keys, in a new directory. See mdm-ca-init(1).

#include "upkeep/new_authority.h"

int main(int argc, char** argv)
{
    using namespace mdm;
    return cli::run_main(
        {.name = "mdm-ca-init",
         .operands = "DIR",
         .summary = "make an authority to start with",
         .options = {{"name", "TEXT", "what the names of the two begin with, enrollkit by default"},
                     {"key", "TYPE", "rsa2048, rsa3072 (default), rsa4096, p256, p384 or p521"},
                     {"root-key", "TYPE", "type of the root's key, where it is another one"},
                     {"passphrase", "SOURCE",
                      "encrypt the keys; file:PATH, fd:NUMBER or \"command:PATH ARGUMENT...\""},
                     {"root-passphrase", "SOURCE", "of the root's key, where it is another one"},
                     {"token-key", "URI",
                      "pkcs11: URI of the issuing authority's key, in place of a new one"},
                     {"module", "FILE", "with --token-key: the token's PKCS #11 library"},
                     {"pin", "SOURCE", "with --token-key: where its PIN is to be had"},
                     {"below", "DIR", "an issuing authority alone, below the root in DIR"},
                     {"days", "N", "life of the issuing authority, 1825 by default"},
                     {"root-days", "N", "life of the root, 3650 by default"},
                     {"serial", "HEX", "serial number of the issuing authority"},
                     {"root-serial", "HEX", "serial number of the root"},
                     cli::now_option},
         .run = upkeep::make_authority},
        argc, argv);
}
