#!/bin/sh
# Two of three VIN validators of npm refuse the number of nearly every European car.
#
# Versions: vin-validator 1.0.0, @shaggytools/nhtsa-api-wrapper 3.0.4 (isValidVin), universal-vin-decoder 1.0.0
# Guess:    the ninth character is a check digit in North America alone (ISO 3779 leaves it to the maker), so a validator asks for
#           it where the first character says North America, and takes a Peugeot's, Citroën's or Volkswagen's number.
# Does:     vin-validator and isValidVin ask for it everywhere: of the made-up European numbers below one passes, by chance (one in
#           eleven does). universal-vin-decoder takes all, and the American one with a wrong check digit too.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts vin-validator@1.0.0 @shaggytools/nhtsa-api-wrapper@3.0.4 universal-vin-decoder@1.0.0

cat > check.cjs <<'JS'
const { isValidVin } = require('@shaggytools/nhtsa-api-wrapper')
const { validateVIN } = require('universal-vin-decoder')
const { validate } = require('vin-validator')
for (const [vin, about] of [
  ['1M8GDM9AXKP042788', 'American, right digit'], ['1M8GDM9A1KP042788', 'American, wrong digit'],
  ['VF3CCHNZTGT000000', 'Peugeot'], ['VR3UHZKXZLT000001', 'Peugeot'], ['VXKUPHNKXN4000042', 'Opel'], ['WVWZZZ1KZAW000001', 'Volkswagen']
]) console.log(vin, about + ':', 'vin-validator', validate(vin), 'isValidVin', isValidVin(vin), 'universal-vin-decoder', validateVIN(vin).isValid)
JS
node check.cjs | tee seen
diff seen - <<'END'
1M8GDM9AXKP042788 American, right digit: vin-validator true isValidVin true universal-vin-decoder true
1M8GDM9A1KP042788 American, wrong digit: vin-validator false isValidVin false universal-vin-decoder true
VF3CCHNZTGT000000 Peugeot: vin-validator false isValidVin false universal-vin-decoder true
VR3UHZKXZLT000001 Peugeot: vin-validator false isValidVin false universal-vin-decoder true
VXKUPHNKXN4000042 Opel: vin-validator true isValidVin true universal-vin-decoder true
WVWZZZ1KZAW000001 Volkswagen: vin-validator false isValidVin false universal-vin-decoder true
END
echo 'as stated'
