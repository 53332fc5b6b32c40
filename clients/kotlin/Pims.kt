// The facade of the PIMS mobile SDK over pims-mock: one file to copy, for Android and the plain JVM, no dependency.
// See docs/clients/android.md. Give it a package of your own.
package pimsmock

import java.io.BufferedReader
import java.io.File
import java.io.IOException
import java.net.HttpURLConnection
import java.net.SocketTimeoutException
import java.net.URI
import java.net.URLEncoder
import java.util.concurrent.Executor
import kotlin.concurrent.thread

/** A message of the SDK, as the server sends it: `transactionId`, `status`, and `result` or `error` with `code` and `label`. */
typealias Message = Map<String, Any?>

/**
 * The vendor's methods over HTTP. Each call has a thread of its own, so the main thread may call.
 *
 * @param url of the server, with the sandbox in it: `http://10.0.2.2:3000/sandbox/my-test`; without it, `initialize` says where the server is
 * @param device what the device calls itself; without it, an id is made once and kept in [home], or as long as this object lives
 * @param home a folder of the app's, such as `context.filesDir`
 * @param loginAs who signs in when the app opens the login page; the server's default account without it
 * @param timeout milliseconds until a call is 2201; a subscription is given 15 seconds at the least
 * @param callbacks runs the callbacks; on Android, `ContextCompat.getMainExecutor(context)` brings them to the main thread
 * @param log takes a line on each failure that did not come as a message of the server
 */
class Pims @JvmOverloads constructor(
    private val url: String? = null,
    private val device: String? = null,
    private val home: File? = null,
    private val loginAs: String? = null,
    private val timeout: Int = 30_000,
    private val callbacks: Executor = Executor { it.run() },
    private val log: (String) -> Unit = { System.err.println(it) }
) {
    @Volatile private var base = url
    private val deviceId by lazy { device ?: keptDevice() }
    private val streams = mutableSetOf<HttpURLConnection>()

    /** Takes the parameters of `GET /admin/sdk-config`; `credential.inWeboURL` is the server, where the constructor was given none. */
    fun initialize(parameters: Map<String, Any?>, callback: (Message) -> Unit) {
        val server = (parameters["credential"] as? Map<*, *>)?.get("inWeboURL") as? String
        base = url ?: server ?: base
        call("POST", "pims.initialize", parameters, callback = callback)
    }

    fun release(callback: (Message) -> Unit) {
        val open = synchronized(streams) { streams.toList().also { streams.clear() } }
        // disconnect() waits as long as its reader does, which may be on a quiet stream.
        thread(isDaemon = true, name = "pims release") { open.forEach { it.disconnect() } }
        call("POST", "pims.release", emptyMap()) { message ->
            base = url
            callback(message)
        }
    }

    fun get(api: String, parameters: Map<String, Any?>, callback: (Message) -> Unit) =
        call("GET", api, parameters, callback = callback)

    fun set(api: String, parameters: Map<String, Any?>, callback: (Message) -> Unit) =
        call("POST", api, parameters, callback = callback)

    /** Calls back with the acknowledgement, and then with each RESULT. */
    fun subscribe(api: String, parameters: Map<String, Any?>, callback: (Message) -> Unit) =
        call("GET", api, parameters, "text/event-stream", callback)

    fun unsubscribe(api: String, callback: (Message) -> Unit) =
        call("DELETE", api, emptyMap(), callback = callback)

    private fun call(verb: String, api: String, parameters: Map<String, Any?>, accept: String = "application/json", callback: (Message) -> Unit) {
        val server = base
        thread(isDaemon = accept != "application/json", name = "pims $verb $api") {
            val hand = { message: Message -> callbacks.execute { callback(message) } }
            val fail = { code: Int, detail: String? ->
                log("pims: $verb $api: $code, $detail")
                hand(failed(code))
            }
            try {
                if (server == null) throw Failure(2001, "the server is not known: give the constructor its URL, or initialize the parameters of GET /admin/sdk-config")
                val connection = open(server.trimEnd('/'), verb, api, parameters, accept)
                if (connection.contentType.orEmpty().startsWith("text/event-stream")) follow(connection, hand)
                else hand(read(textOf(connection), connection.responseCode))
            } catch (failure: Failure) {
                fail(failure.code, failure.message)
            } catch (error: SocketTimeoutException) {
                fail(2201, error.toString())
            } catch (error: Exception) { // a bad URL, no permission for the network, and all that the network itself may do
                fail(2202, error.toString())
            }
        }
    }

    /** Sends the request and waits for the head of the answer. */
    private fun open(server: String, verb: String, api: String, parameters: Map<String, Any?>, accept: String): HttpURLConnection {
        val query = if (verb == "POST") "" else queryOf(parameters)
        val connection = URI("$server/${encode(api)}$query").toURL().openConnection() as HttpURLConnection
        connection.requestMethod = verb
        connection.connectTimeout = timeout
        connection.readTimeout = if (accept == "application/json") timeout else maxOf(timeout, QUIET)
        connection.useCaches = false
        connection.setRequestProperty("Connection", "close")
        connection.setRequestProperty("Accept", accept)
        connection.setRequestProperty("X-Device-Id", deviceId)
        if (loginAs != null && opensLogin(api, parameters)) connection.setRequestProperty("X-Login-As", loginAs)
        if (verb == "POST") {
            connection.doOutput = true
            connection.setRequestProperty("Content-Type", "application/json")
            connection.outputStream.use { it.write(Json.write(parameters).toByteArray()) }
        }
        connection.responseCode
        return connection
    }

    private fun textOf(connection: HttpURLConnection): String = readingBody {
        val body = if (connection.responseCode < 400) connection.inputStream else connection.errorStream
        body?.use { it.bufferedReader().readText() }.orEmpty()
    }

    /** An answer that has begun and breaks off is 2203; one that takes too long stays 2201. */
    private fun <Read> readingBody(read: () -> Read): Read = try {
        read()
    } catch (error: SocketTimeoutException) {
        throw error
    } catch (error: IOException) {
        throw Failure(2203, error.toString())
    }

    /** Hands on the messages of a subscription until the server or `release` ends it. */
    private fun follow(connection: HttpURLConnection, hand: (Message) -> Unit) {
        synchronized(streams) { streams.add(connection) }
        var isAcknowledged = false
        try {
            connection.inputStream.bufferedReader().use { lines ->
                while (true) {
                    hand(read(readingBody { nextEvent(lines) } ?: break))
                    isAcknowledged = true
                }
            }
            if (!isAcknowledged) throw Failure(2203, "the stream ended before its first message")
        } catch (error: Exception) {
            if (synchronized(streams) { connection in streams }) throw error
        } finally {
            synchronized(streams) { streams.remove(connection) }
        }
    }

    /** The data of the next event that has some; `null` at the end. */
    private fun nextEvent(lines: BufferedReader): String? {
        val data = mutableListOf<String>()
        while (true) {
            val line = lines.readLine() ?: return null // a comment comes every few seconds, whatever else does
            if (line.startsWith("data:")) data += line.substring("data:".length).removePrefix(" ")
            else if (line.isEmpty() && data.isNotEmpty()) return data.joinToString("\n")
        }
    }

    /** Reads a message; what is none is 2204 where the server says that it has failed, else 2203. */
    private fun read(text: String, status: Int = 200): Message {
        val value = try { Json.read(text) } catch (_: RuntimeException) { null }
        if (value is Map<*, *> && value["status"] in listOf("SUCCEEDED", "FAILED", "RESULT")) return value.mapKeys { it.key.toString() }
        throw Failure(if (status >= 500) 2204 else 2203, "the answer is no message: HTTP $status ${text.take(300)}")
    }

    private fun keptDevice(): String {
        val file = home?.resolve("pims-device") ?: return "device-${hex(16)}"
        if (!file.exists()) file.writeText("device-${hex(16)}")
        return file.readText()
    }

    private companion object {
        init {
            // The JVM would send a POST whose connection breaks once more by itself.
            System.setProperty("sun.net.http.retryPost", "false")
        }

        /** Milliseconds that a stream may be quiet: the server sends a comment every 4 seconds. */
        const val QUIET = 15_000

        /** The SDK's own words for what the network does. */
        val labels = mapOf(
            2001 to "Facade not initialized",
            2201 to "Timeout/Polling Timeout/Command Timeout",
            2202 to "Network problem : No internet",
            2203 to "Invalid return [Parsing error] ou [No data] ou [invalid Data]",
            2204 to "Server Error"
        )

        fun failed(code: Int): Message = mapOf(
            "transactionId" to "${hex(8)}-${hex(4)}",
            "status" to "FAILED",
            "error" to mapOf("code" to code, "label" to labels[code])
        )

        /** Whether a call opens the login page, on which `loginAs` is typed. */
        fun opensLogin(api: String, parameters: Map<String, Any?>) =
            api == "pims.authentication.user" && (parameters["action"] ?: parameters["type"]) in listOf("login", "forcedLogin")

        /** Parameters in the order of their names, as every one of these clients sends them. */
        fun queryOf(parameters: Map<String, Any?>) =
            if (parameters.isEmpty()) ""
            else parameters.toSortedMap().entries.joinToString("&", "?") { (name, value) -> "${encode(name)}=${encode(value as? String ?: Json.write(value))}" }

        fun encode(text: String): String =
            URLEncoder.encode(text, "UTF-8").replace("+", "%20").replace("*", "%2A").replace("%7E", "~")

        fun hex(digits: Int) = (1..digits).map { "0123456789abcdef".random() }.joinToString("")
    }

    private class Failure(val code: Int, detail: String) : Exception(detail)
}

/** JSON, which Android and the JVM have no common reader for: objects are maps, arrays lists, integers `Int` or `Long`. */
internal object Json {
    /** Keys in order; an object of the platform, such as Android's `Context`, is sent as its `toString()`. */
    fun write(value: Any?): String = when (value) {
        null -> "null"
        is Boolean -> value.toString()
        is Number -> writeNumber(value)
        is Map<*, *> -> value.entries.sortedBy { it.key.toString() }.joinToString(",", "{", "}") { "${quote(it.key.toString())}:${write(it.value)}" }
        is Iterable<*> -> value.joinToString(",", "[", "]") { write(it) }
        is Array<*> -> write(value.asList())
        else -> quote(value.toString())
    }

    /** @throws IllegalArgumentException where the text is not JSON */
    fun read(text: String): Any? = Reader(text).document()

    private fun writeNumber(number: Number): String {
        val value = number.toDouble()
        return when {
            number !is Double && number !is Float -> number.toString()
            value.isNaN() || value.isInfinite() -> "null"
            value == Math.rint(value) && Math.abs(value) < 1e15 -> value.toLong().toString()
            else -> number.toString()
        }
    }

    private fun quote(text: String) = text.map { sign ->
        when (sign) {
            '"' -> "\\\""
            '\\' -> "\\\\"
            '\n' -> "\\n"
            '\r' -> "\\r"
            '\t' -> "\\t"
            '\b' -> "\\b"
            '\u000c' -> "\\f"
            else -> if (sign < ' ') "\\u%04x".format(sign - '\u0000') else sign.toString()
        }
    }.joinToString("", "\"", "\"")

    private class Reader(private val text: String) {
        private var at = 0

        fun document(): Any? {
            val value = value()
            require(peek() == null) { "something follows at $at" }
            return value
        }

        private fun value(): Any? = when (peek()) {
            '{' -> list('{', '}') { string().also { take(':') } to value() }.toMap()
            '[' -> list('[', ']') { value() }
            '"' -> string()
            't' -> word("true", true)
            'f' -> word("false", false)
            'n' -> word("null", null)
            else -> number()
        }

        private fun <Item> list(open: Char, close: Char, item: () -> Item): List<Item> {
            val items = mutableListOf<Item>()
            take(open)
            while (peek() != close) {
                if (items.isNotEmpty()) take(',')
                items += item()
            }
            take(close)
            return items
        }

        private fun string(): String {
            take('"')
            val read = StringBuilder()
            while (true) {
                when (val sign = next()) {
                    '"' -> return read.toString()
                    '\\' -> read.append(escaped(next()))
                    else -> read.append(sign)
                }
            }
        }

        private fun escaped(sign: Char): Char = when (sign) {
            'n' -> '\n'
            'r' -> '\r'
            't' -> '\t'
            'b' -> '\b'
            'f' -> '\u000c'
            'u' -> String(CharArray(4) { next() }).toInt(16).toChar()
            else -> sign
        }

        private fun number(): Number {
            val start = at
            while (at < text.length && text[at] in "+-.0123456789eE") at++
            val read = text.substring(start, at)
            val integer = read.toLongOrNull() ?: return read.toDouble()
            return if (integer in Int.MIN_VALUE..Int.MAX_VALUE) integer.toInt() else integer
        }

        private fun <Value> word(word: String, value: Value): Value {
            require(text.startsWith(word, at)) { "no value at $at" }
            at += word.length
            return value
        }

        private fun peek(): Char? {
            while (at < text.length && text[at].isWhitespace()) at++
            return text.getOrNull(at)
        }

        private fun next(): Char = text.getOrNull(at++) ?: throw IllegalArgumentException("the text ends")

        private fun take(sign: Char) = require(peek() == sign) { "no $sign at $at" }.also { at++ }
    }
}
