#!/bin/sh
# MQTT topic filters in npm: an empty level is no level for two of three, and # takes the broker's own topics for all.
#
# Versions: mqtt-pattern 2.1.1, mqtt-match 3.0.0, qlobber 8.0.1 (separator /, wildcards + and #)
# Guess:    the examples of MQTT 3.1.1, 4.7: "/finance" matches "+/+" (1), "sport/+" matches "sport/" (2), and a filter that
#           begins with a wildcard does not match a topic that begins with $ (3).
# Does:     mqtt-pattern and qlobber say no to 1 and 2; all three say yes to 3. None follows the text in all of them.
set -eu
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm init --yes > npm.log
npm install --silent --no-audit --no-fund --ignore-scripts mqtt-pattern@2.1.1 mqtt-match@3.0.0 qlobber@8.0.1

cat > match.mjs <<'JS'
import match from 'mqtt-match'
import { matches } from 'mqtt-pattern'
import { Qlobber } from 'qlobber'
const glob = (filter, topic) => {
  const matcher = new Qlobber({ separator: '/', wildcard_one: '+', wildcard_some: '#' })
  matcher.add(filter, true)
  return matcher.match(topic).length > 0
}
for (const [filter, topic, documented] of [['sport/#', 'sport', true], ['+/+', '/finance', true], ['sport/+', 'sport/', true], ['#', '$SYS/monitor', false]]) {
  console.log(filter, topic, 'documented', documented, 'mqtt-pattern', matches(filter, topic), 'mqtt-match', match(filter, topic), 'qlobber', glob(filter, topic))
}
JS
node match.mjs | tee seen
diff seen - <<'END'
sport/# sport documented true mqtt-pattern true mqtt-match true qlobber true
+/+ /finance documented true mqtt-pattern false mqtt-match true qlobber false
sport/+ sport/ documented true mqtt-pattern false mqtt-match true qlobber false
# $SYS/monitor documented false mqtt-pattern true mqtt-match true qlobber true
END
echo 'as stated'
