// In place of packages that Fastify would load, and nothing here uses: the compilers of ajv and fast-json-stringify, a third of what
// a start would have to read (src/http/validator.ts).
module.exports = () => { throw new Error('This package is not in the bundle: src/http/validator.ts keeps Fastify from asking for it.') }
