import Foundation

/// Makes the calls of the sessions in a file, as test/clients/support/client.ts has them, and prints each message as a
/// line; given an address of a server, runs the example of the seed instead.
let argument = CommandLine.arguments[1]
if argument.hasPrefix("http") {
    runSeed(argument)
    Thread.sleep(forTimeInterval: 5) // the example has no way to say that it is over
} else {
    let sessions = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: argument))) as? [[String: Any]]
    sessions?.forEach(drive)
}

func drive(_ session: [String: Any]) {
    let options = session["pims"] as? [String: Any] ?? [:]
    let pims = Pims(
        options["url"] as? String,
        device: options["device"] as? String,
        loginAs: options["loginAs"] as? String,
        timeout: (options["timeout"] as? Double ?? 30_000) / 1000,
        defaults: (options["home"] as? String).flatMap { UserDefaults(suiteName: $0.replacingOccurrences(of: "/", with: "-")) },
        queue: DispatchQueue(label: "calls"),
        log: { _ in }
    )
    for call in session["calls"] as? [[Any]] ?? [] {
        let arrived = DispatchSemaphore(value: 0)
        let callback = { (message: [String: Any]) in
            let line = try? JSONSerialization.data(withJSONObject: message)
            print(String(decoding: line ?? Data(), as: UTF8.self))
            fflush(stdout)
            arrived.signal()
        }
        let parameters = call.last as? [String: Any] ?? [:]
        let api = call.count > 1 ? call[1] as? String ?? "" : ""
        switch call[0] as? String {
        case "initialize": pims.initialize(parameters: parameters, callback: callback)
        case "release": pims.release(callback: callback)
        case "get": pims.get(api: api, parameters: parameters, callback: callback)
        case "set": pims.set(api: api, parameters: parameters, callback: callback)
        case "subscribe": pims.subscribe(api: api, parameters: parameters, callback: callback)
        default: pims.unsubscribe(api: api, callback: callback)
        }
        for _ in 0..<(session["messages"] as? Int ?? 1) { _ = arrived.wait(timeout: .now() + 60) }
    }
}
