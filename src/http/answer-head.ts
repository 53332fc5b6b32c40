import type { FastifyInstance } from 'fastify'

/**
 * Lets the routes of a plugin that answer GET answer HEAD too, for those who wait for a page, or look whether there is one:
 * Node.js sends no body then. It is for pages alone: HEAD of an operation would carry it out.
 */
export function answerHead (app: FastifyInstance): void {
  app.addHook('onRoute', (route) => {
    if (route.method === 'GET') route.method = ['GET', 'HEAD'] // one route for both: a route of its own would have to be prepared at each start
  })
}
