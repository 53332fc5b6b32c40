#!/bin/sh
# JSON Schema's format "duration": an hour and five seconds is none for two of six validators, half a second for four.
#
# Versions: ajv 8.20.0 with ajv-formats 3.0.1, jsonschema 1.5.0, z-schema 12.5.0, @cfworker/json-schema 4.1.6, is-my-json-valid 2.20.6,
#           @exodus/schemasafe 1.3.0
# Guess:    all take PT1H5S and PT0.5S, which Java's and JavaScript's Duration write, and no one takes -PT5M.
# Does:     the format is the grammar of RFC 3339, appendix A, where a part is followed by the next smaller one only (PT1H0M5S) and
#           nothing has a fraction. z-schema and cfworker keep to it; ajv and jsonschema skip parts but know no fraction;
#           schemasafe knows fractions; jsonschema also takes the minus, is-my-json-valid takes anything.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts ajv@8.20.0 ajv-formats@3.0.1 jsonschema@1.5.0 z-schema@12.5.0 @cfworker/json-schema@4.1.6 is-my-json-valid@2.20.6 @exodus/schemasafe@1.3.0

cat > check.mjs <<'JS'
import { Validator as Cfworker } from '@cfworker/json-schema'
import { validator as schemasafe } from '@exodus/schemasafe'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import isMyJsonValid from 'is-my-json-valid'
import jsonschema from 'jsonschema'
import ZSchema from 'z-schema'

const schema = { type: 'string', format: 'duration' }
const ajv = addFormats.default(new Ajv()).compile(schema)
const zSchema = ZSchema.create()
const takes = {
  ajv,
  jsonschema: (value) => jsonschema.validate(value, schema).valid,
  'z-schema': (value) => { try { zSchema.validate(value, schema); return true } catch { return false } },
  cfworker: (value) => new Cfworker(schema, '2020-12').validate(value).valid,
  'is-my-json-valid': isMyJsonValid(schema),
  schemasafe: schemasafe(schema)
}
for (const value of ['PT1H0M5S', 'PT1H5S', 'P1Y5D', 'PT0.5S', '-PT5M']) {
  console.log(value, Object.entries(takes).map(([name, take]) => `${name} ${take(value) ? 'yes' : 'no'}`).join(', '))
}
JS
node check.mjs | tee seen
diff seen - <<'END'
PT1H0M5S ajv yes, jsonschema yes, z-schema yes, cfworker yes, is-my-json-valid yes, schemasafe yes
PT1H5S ajv yes, jsonschema yes, z-schema no, cfworker no, is-my-json-valid yes, schemasafe yes
P1Y5D ajv yes, jsonschema yes, z-schema no, cfworker no, is-my-json-valid yes, schemasafe yes
PT0.5S ajv no, jsonschema no, z-schema no, cfworker no, is-my-json-valid yes, schemasafe yes
-PT5M ajv no, jsonschema yes, z-schema no, cfworker no, is-my-json-valid yes, schemasafe no
END
echo 'as stated'
