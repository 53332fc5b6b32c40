#!/bin/sh
# A negative ISO 8601 duration: Day.js reads -PT5M as plus five minutes.
#
# Versions: dayjs 1.11.23, luxon 3.7.2, moment 2.31.0, duration-fns 3.0.2, temporal-polyfill 1.0.8
# Guess:    five libraries that document ISO 8601 durations read the sign of the extension (ISO 8601-2) alike: -300 seconds.
# Does:     four do; Day.js drops the sign in front and says 300, without an error. (A sign at the part, PT-5M, it keeps.)
#           A test that takes its clock back with the same text in two languages goes two ways.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts dayjs@1.11.23 luxon@3.7.2 moment@2.31.0 duration-fns@3.0.2 temporal-polyfill@1.0.8

cat > read.mjs <<'JS'
import dayjs from 'dayjs'
import plugin from 'dayjs/plugin/duration.js'
import { parse, toSeconds } from 'duration-fns'
import { Duration } from 'luxon'
import moment from 'moment'
import { Temporal } from 'temporal-polyfill'
dayjs.extend(plugin)
for (const text of ['PT5M', '-PT5M']) {
  console.log(text, JSON.stringify({
    dayjs: dayjs.duration(text).asSeconds(),
    luxon: Duration.fromISO(text).as('seconds'),
    moment: moment.duration(text).asSeconds(),
    'duration-fns': toSeconds(parse(text)),
    temporal: Temporal.Duration.from(text).total('seconds')
  }))
}
JS
node read.mjs | tee seen
diff seen - <<'END'
PT5M {"dayjs":300,"luxon":300,"moment":300,"duration-fns":300,"temporal":300}
-PT5M {"dayjs":300,"luxon":-300,"moment":-300,"duration-fns":-300,"temporal":-300}
END
echo 'as stated'
