# users.sh NAME NAME - an authority whose keys are fixed, two more keys under these names, and two
# users, whose password is in the file "password".
cp "$VECTORS"/x509/{issuing.pem,issuing.key,root.pem} .
cp "$VECTORS"/x509/device.key "$1.key"
cp "$VECTORS"/x509/p256.key "$2.key"
chmod 600 ./*.key
for user in alice bob; do
    echo 'correct horse' | mdm-passwd add --method sha512 --cost 1000 passwords $user@example.com
done
echo 'correct horse' > password
