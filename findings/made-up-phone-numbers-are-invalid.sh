#!/bin/sh
# Generators of test data and phone numbers: near half of the American ones and a fifth of the French mobiles are no numbers.
#
# Versions: @faker-js/faker 10.6.0, chance 1.1.13, libphonenumber-js 1.13.16 (its full metadata)
# Guess:    a generator of phone numbers "for France" or "for the US" makes numbers that are valid there, nine of ten at least;
#           and a "mobile" one is a mobile.
# Does:     of 1,000 with a seed: faker fr 929 valid and 220 of those mobile, faker en_US 559 valid, chance fr mobile 797,
#           chance us 637. And a valid one is anybody's: none of the generators keeps to numbers that are set aside.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts @faker-js/faker@10.6.0 chance@1.1.13 libphonenumber-js@1.13.16

cat > count.mjs <<'JS'
import { fakerEN_US, fakerFR } from '@faker-js/faker'
import Chance from 'chance'
import { parsePhoneNumberFromString } from 'libphonenumber-js/max'
const count = (name, country, make) => {
  const valid = Array.from({ length: 1000 }, () => parsePhoneNumberFromString(make(), country)).filter((number) => number?.isValid())
  console.log(name, 'valid', valid.length, 'mobile', valid.filter((number) => /MOBILE/.test(number.getType())).length)
}
fakerFR.seed(1)
fakerEN_US.seed(1)
count('faker fr', 'FR', () => fakerFR.phone.number({ style: 'international' }))
count('faker en_US', 'US', () => fakerEN_US.phone.number({ style: 'international' }))
const french = new Chance(1)
count('chance fr mobile', 'FR', () => french.phone({ country: 'fr', mobile: true }))
const american = new Chance(1)
count('chance us', 'US', () => american.phone())
JS
node count.mjs | tee seen
diff seen - <<'END'
faker fr valid 929 mobile 220
faker en_US valid 559 mobile 528
chance fr mobile valid 797 mobile 797
chance us valid 637 mobile 586
END
echo 'as stated'
