#!/bin/sh
# A detector of one-time codes in messages, and a code that is written in two groups of four: it answers with the first.
#
# Versions: @onedaydevelopers/otp-detector 1.1.1
# Guess:    it documents four to eight digits, spaced or dashed: "0140 2812" and "0140-2812" are 01402812, or nothing.
# Does:     groups of three are joined; of groups of four it answers the first four digits, which look like a whole code.
#           A code is safest sent and read without a space.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts @onedaydevelopers/otp-detector@1.1.1

cat > read.cjs <<'JS'
const { extractOTP } = require('@onedaydevelopers/otp-detector')
for (const code of ['014028', '014 028', '014-028', '01402812', '0140 2812', '0140-2812']) {
  console.log(code, '→', extractOTP(`Your verification code is ${code}.`))
}
JS
node read.cjs | tee seen
diff seen - <<'END'
014028 → 014028
014 028 → 014028
014-028 → 014028
01402812 → 01402812
0140 2812 → 0140
0140-2812 → 0140
END
echo 'as stated'
