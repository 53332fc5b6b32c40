#!/bin/sh
# Newman reads a phone number and an SMS code of a data file in CSV as numbers: their first zero is gone before they are sent.
#
# Version:  newman 6.2.2 (Postman's runner on the command line)
# Guess:    a CSV has no types, so 0639980001 and 014028 in a row of `-d data.csv` are sent as they stand there.
# Does:     what looks like a number is one: 639980001 and 14028 are sent, and a service that compares texts refuses both. A value
#           in quotes stays as it is, though quotes say nothing of types in a CSV, and so does one of a data file in JSON.
set -eu
dir=$(mktemp -d); server=; trap 'test -z "$server" || kill "$server"; rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts newman@6.2.2

cat > server.cjs <<'JS'
const { writeFileSync } = require('node:fs')
const server = require('node:http').createServer((request, response) => {
  console.log(request.url)
  response.end()
}).listen(0, '127.0.0.1', () => writeFileSync('port', String(server.address().port)))
JS
node server.cjs > seen & server=$!
until [ -s port ]; do sleep 0.1; done

cat > collection.json <<JSON
{
  "info": { "name": "numbers", "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json" },
  "item": [{ "name": "send", "request": { "method": "POST", "url": "http://127.0.0.1:$(cat port)/send?phoneNumber={{phoneNumber}}&smsCode={{smsCode}}" } }]
}
JSON
printf 'phoneNumber,smsCode\n0639980001,014028\n' > plain.csv
printf 'phoneNumber,smsCode\n"0639980001","014028"\n' > quoted.csv
echo '[{ "phoneNumber": "0639980001", "smsCode": "014028" }]' > rows.json
for data in plain.csv quoted.csv rows.json; do node_modules/.bin/newman run collection.json --iteration-data "$data" --silent; done

cat seen
diff seen - <<'END'
/send?phoneNumber=639980001&smsCode=14028
/send?phoneNumber=0639980001&smsCode=014028
/send?phoneNumber=0639980001&smsCode=014028
END
echo 'as stated'
