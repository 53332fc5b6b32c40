package pimsmock

import java.io.File
import java.util.concurrent.LinkedBlockingQueue
import java.util.concurrent.TimeUnit

/** Makes the calls of the sessions in a file, as test/clients/support/client.ts has them, and prints each message as a line. */
fun main(arguments: Array<String>) {
    for (session in Json.read(File(arguments[0]).readText()) as List<*>) drive(session as Map<*, *>)
}

@Suppress("UNCHECKED_CAST")
private fun drive(session: Map<*, *>) {
    val options = session["pims"] as Map<*, *>
    val pims = Pims(
        url = options["url"] as String?,
        device = options["device"] as String?,
        home = (options["home"] as String?)?.let { File(it) },
        loginAs = options["loginAs"] as String?,
        timeout = options["timeout"] as Int? ?: 30_000,
        log = {}
    )
    for (call in session["calls"] as List<List<*>>) {
        val messages = LinkedBlockingQueue<Message>()
        val callback = { message: Message -> messages.put(message) }
        val parameters = { call.last() as Map<String, Any?> }
        val api = { call[1] as String }
        when (call[0]) {
            "initialize" -> pims.initialize(parameters(), callback)
            "release" -> pims.release(callback)
            "get" -> pims.get(api(), parameters(), callback)
            "set" -> pims.set(api(), parameters(), callback)
            "subscribe" -> pims.subscribe(api(), parameters(), callback)
            "unsubscribe" -> pims.unsubscribe(api(), callback)
        }
        repeat(session["messages"] as Int? ?: 1) { println(Json.write(messages.poll(60, TimeUnit.SECONDS))) }
    }
}
