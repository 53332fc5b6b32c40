// In place of semver in what is built: Fastify asks it only of plugins that name a version of Fastify, and loading it would take a
// thirtieth of each start.
const semver = () => require('../../node_modules/semver')

module.exports = {
  satisfies: (...given) => semver().satisfies(...given),
  gt: (...given) => semver().gt(...given),
  coerce: (...given) => semver().coerce(...given)
}
