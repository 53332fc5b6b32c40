// In place of packages that Fastify knows and a server needs none of, a third of what a start would have to read: the compilers of ajv
// and fast-json-stringify (src/http/validator.ts has its own), and what requests without a socket go through.
module.exports = () => { throw new Error('Fastify asked for a package that is left out of the bundle: see scripts/package/unused.cjs.') }
