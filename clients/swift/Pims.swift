// The facade of the PIMS mobile SDK over pims-mock: one file to copy into the app, nothing but Foundation.
// See docs/clients/ios.md.

import Foundation
#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// The vendor's methods over HTTP. A message is a dictionary, as the server sends it: `transactionId`, `status`, and
/// `result` or `error` with `code` and `label`.
final class Pims: @unchecked Sendable {
    typealias Message = [String: Any]
    typealias Callback = (Message) -> Void

    private let origin: String?
    private let device: String
    private let loginAs: String?
    private let timeout: TimeInterval
    private let queue: DispatchQueue
    private let log: (String) -> Void
    private let lock = NSLock()
    private var base: String?
    private var streams: [Exchange] = []

    /// - Parameters:
    ///   - url: the server, with the sandbox in it: `http://localhost:3000/sandbox/my-test`; without it, `initialize` says where the server is
    ///   - device: what the device calls itself; without it, an id is made once and kept in `defaults`, or as long as this object lives
    ///   - loginAs: who signs in when the app opens the login page; the server's default account without it
    ///   - timeout: seconds until a call is 2201; a subscription is given 15 at the least
    ///   - queue: where the callbacks run, one after another: a serial one
    ///   - log: takes a line on each failure that did not come as a message of the server
    init(_ url: String? = nil, device: String? = nil, loginAs: String? = nil, timeout: TimeInterval = 30,
         defaults: UserDefaults? = .standard, queue: DispatchQueue = .main, log: @escaping (String) -> Void = { print($0) }) {
        origin = url
        base = url
        self.device = device ?? Pims.keptDevice(defaults)
        self.loginAs = loginAs
        self.timeout = timeout
        self.queue = queue
        self.log = log
    }

    /// Takes the parameters of `GET /admin/sdk-config`; `credential.inWeboURL` is the server, where the initialiser was given none.
    func initialize(parameters: [String: Any], callback: @escaping Callback) {
        let server = (parameters["credential"] as? [String: Any])?["inWeboURL"] as? String
        locked { base = origin ?? server ?? base }
        call("POST", "pims.initialize", parameters, callback: callback)
    }

    func release(callback: @escaping Callback) {
        let open = locked { () -> [Exchange] in
            defer { streams = [] }
            return streams
        }
        open.forEach { $0.cancel() }
        call("POST", "pims.release", [:]) { message in
            self.locked { self.base = self.origin }
            callback(message)
        }
    }

    func get(api: String, parameters: [String: Any], callback: @escaping Callback) {
        call("GET", api, parameters, callback: callback)
    }

    func set(api: String, parameters: [String: Any], callback: @escaping Callback) {
        call("POST", api, parameters, callback: callback)
    }

    /// Calls back with the acknowledgement, and then with each RESULT.
    func subscribe(api: String, parameters: [String: Any], callback: @escaping Callback) {
        call("GET", api, parameters, accept: "text/event-stream", callback: callback)
    }

    func unsubscribe(api: String, callback: @escaping Callback) {
        call("DELETE", api, [:], callback: callback)
    }

    private func call(_ verb: String, _ api: String, _ parameters: [String: Any], accept: String = "application/json", callback: @escaping Callback) {
        let exchange = Exchange { outcome in
            let message: Message
            switch outcome {
            case .message(let received):
                message = received
            case .failure(let code, let detail):
                self.log("pims: \(verb) \(api): \(code), \(detail)")
                message = Pims.failed(code)
            }
            let handed = Handed(callback: callback, message: message)
            self.queue.async { handed.callback(handed.message) }
        }
        guard let server = locked({ base }) else {
            return exchange.hand(.failure(2001, "the server is not known: give the initialiser its URL, or initialize the parameters of GET /admin/sdk-config"))
        }
        guard let request = request(server, verb, api, parameters, accept) else {
            return exchange.hand(.failure(2202, "\(server) is no URL"))
        }
        if accept != "application/json" { locked { streams.append(exchange) } }
        // Seconds that an answer may be quiet: the server sends a comment on a stream every 4.
        exchange.send(request, timeout: accept == "application/json" ? timeout : max(timeout, 15))
    }

    private func request(_ server: String, _ verb: String, _ api: String, _ parameters: [String: Any], _ accept: String) -> URLRequest? {
        let origin = server.hasSuffix("/") ? String(server.dropLast()) : server
        let query = verb == "POST" ? "" : Pims.query(parameters)
        guard let url = URL(string: "\(origin)/\(Pims.encode(api))\(query)"), url.host != nil else { return nil }
        var request = URLRequest(url: url)
        request.httpMethod = verb
        request.setValue(accept, forHTTPHeaderField: "Accept")
        request.setValue(device, forHTTPHeaderField: "X-Device-Id")
        if let loginAs = loginAs, Pims.opensLogin(api, parameters) { request.setValue(loginAs, forHTTPHeaderField: "X-Login-As") }
        if verb == "POST" {
            request.setValue("application/json", forHTTPHeaderField: "Content-Type")
            request.httpBody = Data(Pims.write(parameters).utf8)
        }
        return request
    }

    @discardableResult
    private func locked<Value>(_ work: () -> Value) -> Value {
        lock.lock()
        defer { lock.unlock() }
        return work()
    }

    /// The SDK's own words for what the network does.
    private static let labels = [
        2001: "Facade not initialized",
        2201: "Timeout/Polling Timeout/Command Timeout",
        2202: "Network problem : No internet",
        2203: "Invalid return [Parsing error] ou [No data] ou [invalid Data]",
        2204: "Server Error"
    ]

    private static func failed(_ code: Int) -> Message {
        ["transactionId": "\(hex(8))-\(hex(4))", "status": "FAILED", "error": ["code": code, "label": labels[code] ?? ""] as [String: Any]]
    }

    private static func keptDevice(_ defaults: UserDefaults?) -> String {
        if let kept = defaults?.string(forKey: "pims.device") { return kept }
        let made = "device-\(hex(16))"
        defaults?.set(made, forKey: "pims.device")
        return made
    }

    /// Whether a call opens the login page, on which `loginAs` is typed.
    private static func opensLogin(_ api: String, _ parameters: [String: Any]) -> Bool {
        let page = (parameters["action"] ?? parameters["type"]) as? String
        return api == "pims.authentication.user" && (page == "login" || page == "forcedLogin")
    }

    /// Parameters in the order of their names, as every one of these clients sends them.
    private static func query(_ parameters: [String: Any]) -> String {
        let pairs = parameters.sorted { $0.key < $1.key }.map { "\(encode($0.key))=\(encode($0.value as? String ?? write($0.value)))" }
        return pairs.isEmpty ? "" : "?" + pairs.joined(separator: "&")
    }

    /// JSON with the keys of every object in order; an object of the platform is sent as its description.
    private static func write(_ value: Any) -> String {
        if let object = value as? [String: Any] {
            return "{" + object.sorted { $0.key < $1.key }.map { "\(write($0.key)):\(write($0.value))" }.joined(separator: ",") + "}"
        }
        if let list = value as? [Any] { return "[" + list.map(write).joined(separator: ",") + "]" }
        guard JSONSerialization.isValidJSONObject([value]),
              let data = try? JSONSerialization.data(withJSONObject: [value], options: .withoutEscapingSlashes)
        else { return write(String(describing: value)) }
        return String(decoding: data.dropFirst().dropLast(), as: UTF8.self)
    }

    private static func encode(_ text: String) -> String {
        let unreserved = CharacterSet(charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        return text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static func hex(_ digits: Int) -> String {
        String((0..<digits).compactMap { _ in "0123456789abcdef".randomElement() })
    }

    /// A callback on its way to the queue that runs it.
    private struct Handed: @unchecked Sendable {
        let callback: Callback
        let message: Message
    }
}

/// For the vendor's own examples, which compare a value of a message without a cast.
@_disfavoredOverload
func == (value: Any?, text: StaticString) -> Bool {
    (value as? String) == text.description
}

/// One request and its answer: a message, or the messages of an event stream as they come.
private final class Exchange: NSObject, URLSessionDataDelegate, @unchecked Sendable {
    enum Outcome {
        case message(Pims.Message)
        case failure(Int, String)
    }

    let hand: (Outcome) -> Void
    private var task: URLSessionDataTask?
    private var response: HTTPURLResponse?
    private var body = Data()
    private var data: [String] = []
    private var isAcknowledged = false

    init(hand: @escaping (Outcome) -> Void) {
        self.hand = hand
    }

    func send(_ request: URLRequest, timeout: TimeInterval) {
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = timeout
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        task = session.dataTask(with: request)
        task?.resume()
        session.finishTasksAndInvalidate()
    }

    func cancel() {
        task?.cancel()
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse, completionHandler: @escaping (URLSession.ResponseDisposition) -> Void) {
        self.response = response as? HTTPURLResponse
        completionHandler(.allow)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive chunk: Data) {
        body.append(chunk)
        guard isStream else { return }
        var start = body.startIndex
        while let end = body[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let line = String(decoding: body[start..<end], as: UTF8.self)
            start = body.index(after: end)
            read(line: line.hasSuffix("\r") ? String(line.dropLast()) : line)
        }
        body = Data(body[start...])
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: Error?) {
        switch (error as? URLError)?.code {
        case .cancelled?: return
        case .timedOut?: return hand(.failure(2201, "no answer in time"))
        default: break
        }
        if let error = error { return hand(.failure(response == nil ? 2202 : 2203, error.localizedDescription)) }
        if !isStream { return hand(read(body)) }
        if !isAcknowledged { hand(.failure(2203, "the stream ended before its first message")) }
    }

    private var isStream: Bool { response?.mimeType == "text/event-stream" }

    private func read(line: String) {
        if line.hasPrefix("data:") {
            let value = line.dropFirst("data:".count)
            data.append(String(value.hasPrefix(" ") ? value.dropFirst() : value))
        } else if line.isEmpty && !data.isEmpty {
            hand(read(Data(data.joined(separator: "\n").utf8)))
            isAcknowledged = true
            data = []
        }
    }

    /// Reads a message; what is none is 2204 where the server says that it has failed, else 2203.
    private func read(_ text: Data) -> Outcome {
        let message = (try? JSONSerialization.jsonObject(with: text)) as? Pims.Message
        if let message = message, ["SUCCEEDED", "FAILED", "RESULT"].contains(message["status"] as? String) { return .message(message) }
        let status = response?.statusCode ?? 0
        return .failure(status >= 500 ? 2204 : 2203, "the answer is no message: HTTP \(status) \(String(decoding: text.prefix(300), as: UTF8.self))")
    }
}
