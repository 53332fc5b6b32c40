// A bare node:http server that answers a constant of the size of the mock's answers: the speed of light here.
import { createServer } from 'node:http'
import { ANSWER } from './answer.mjs'

const server = createServer((request, response) => {
  request.resume().on('end', () => {
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': ANSWER.length })
    response.end(ANSWER)
  })
})
server.listen(Number(process.env.PORT), '127.0.0.1')
