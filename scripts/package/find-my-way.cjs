// In place of find-my-way in what is built. Fastify has a router of its own for what no route takes, and tells it all prefixes for each of
// 35 methods, which is a fifth of each start; here they are registered once, and found whatever the method.
const findMyWay = require('../../node_modules/find-my-way')

module.exports = (options) => {
  const router = findMyWay(options)
  router.all = (path, handler, store) => {
    router.on('GET', path, handler, store)
    router.find = (_method, ...asked) => findMyWay.prototype.find.call(router, 'GET', ...asked)
  }
  return router
}
