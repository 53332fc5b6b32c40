#!/bin/sh
# keytool -importcert of a PEM file with two certificates: it takes the first, and says it has added "the certificate".
#
# Versions: keytool of Debian 12's openjdk-17-jre-headless (seen: 17.0.21); OpenSSL makes the file
# Guess:    a file with two authorities is imported whole, as curl, Node.js and OpenSSL read it, or refused.
# Does:     -printcert shows both, -importcert keeps the first and exits with 0: what the second one signed stays untrusted.
#           A bundle has to be split, an alias for each.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
chmod 755 "$dir"
apt-get download openjdk-17-jre-headless > apt.log 2>&1
dpkg -x openjdk-17-jre-headless_*.deb jre
find jre -type l -lname '/etc/*' | while read -r link; do ln -sf "$dir/jre$(readlink "$link")" "$link"; done
PATH=$(echo "$dir"/jre/usr/lib/jvm/java-17-openjdk-*/bin):$PATH

for name in first second; do
  openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out "$name.pem" -subj "/CN=$name" -days 2 2> openssl.log
done
cat first.pem second.pem > both.pem

{
  keytool -printcert -file both.pem | grep '^Owner' | sed 's/^/printcert: /'
  keytool -importcert -noprompt -alias mock -file both.pem -keystore store -storepass changeit 2>&1 | sed 's/^/importcert: /'
  keytool -list -v -keystore store -storepass changeit 2> list.log | grep '^Owner' | sed 's/^/in the store: /'
} | tee seen
diff seen - <<'END'
printcert: Owner: CN=first
printcert: Owner: CN=second
importcert: Certificate was added to keystore
in the store: Owner: CN=first
END
echo 'as stated'
