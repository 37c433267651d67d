# A token of SoftHSM that has the fixed keys of an authority, "issuing" of RSA and "p256" of EC, and
# the PIN of its user in the file "pin".
umask 077
export SOFTHSM2_CONF=$PWD/softhsm.conf
mkdir tokens
printf 'directories.tokendir = %s\nlog.level = ERROR\n' "$PWD/tokens" > softhsm.conf
module=/usr/lib/softhsm/libsofthsm2.so
echo 4321 > pin
softhsm2-util --init-token --free --label enrollkit --so-pin 87654321 --pin 4321 > log
# import KEY LABEL ID
import() {
    softhsm2-util --import "$VECTORS/x509/$1" --token enrollkit --label "$2" --id "$3" \
        --pin 4321 >> log
}
import issuing.key issuing 01
import p256.key p256 02
