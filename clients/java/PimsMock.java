import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit 5 extension for pims-mock: one file to copy, nothing but JUnit and java.net.http (Java 11). See
 * docs/clients/java.md.
 *
 * <p>{@code @ExtendWith(PimsMock.class)} gives every test that takes a {@link Box} a sandbox of its own. The server is
 * the one at the system property {@code pims.mock.url}, else PIMS_MOCK_URL, else http://localhost:3000; PIMS_MOCK_TOKEN
 * is its ADMIN_TOKEN where it has one. When a test fails, what was sent to its sandbox is printed.
 */
public final class PimsMock implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(PimsMock.class);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Box.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(Box.class, key -> {
            String server = server();
            context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(server, PimsMock::requireServer);
            return new Box(server, "junit-" + UUID.randomUUID());
        });
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Box box = context.getStore(NAMESPACE).get(Box.class, Box.class);
        if (box == null) return;
        if (context.getExecutionException().isPresent()) System.err.println(box.journal());
        box.ask("DELETE", "sandboxes/" + box.name, null);
    }

    /** Says first that no server is there: what the test says of it would be about its own request. */
    private static String requireServer(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/health")).timeout(Duration.ofSeconds(10)).build();
        if (!field(send(request, url).body(), "status").equals("ok")) {
            throw new Refusal("no pims-mock at " + url + ": another server answers there. Say with pims.mock.url or PIMS_MOCK_URL where it is.");
        }
        return url;
    }

    private static HttpResponse<String> send(HttpRequest request, String url) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException error) {
            throw new Refusal("no pims-mock at " + url + ": " + error + ". Start one, or say with pims.mock.url or PIMS_MOCK_URL where it is.");
        } catch (InterruptedException error) {
            Thread.currentThread().interrupt();
            throw new Refusal("interrupted");
        }
    }

    private static String server() {
        String url = System.getProperty("pims.mock.url", System.getenv("PIMS_MOCK_URL"));
        return url == null ? "http://localhost:3000" : url.replaceAll("/+$", "");
    }

    /** What the server refused, in its own words. */
    public static final class Refusal extends AssertionError {
        Refusal(String message) {
            super(message);
        }
    }

    /** A sandbox: a world of its own with accounts, inbox, faults, journal and clock. JSON goes in and out as text. */
    public static final class Box {
        public final String name;
        /** The address for the app under test. */
        public final String url;

        public Box(String server, String name) {
            this.name = name;
            this.url = server + "/sandbox/" + name;
        }

        /** The code of the newest SMS to a number that can be used; waits 5 s for one not yet sent. */
        public String sms(String to) {
            return message(to).code;
        }

        /** The code of the newest SMS to a number that can be used: not used, replaced, expired or void. Waits, at most 30 s, for one not yet sent; with zero the newest of any state counts. */
        public String sms(String to, Duration wait) {
            return message(to, null, wait).code;
        }

        /** The newest SMS to a number whose code can be used; waits 5 s for one not yet sent. */
        public Sms message(String to) {
            return message(to, null, Duration.ofSeconds(5));
        }

        /** The SMS to a number with a newer code than an earlier one, as after "send again"; waits 5 s for it. */
        public Sms message(String to, Sms after) {
            return message(to, after, Duration.ofSeconds(5));
        }

        /** As {@link #sms(String, Duration)}; {@code after} is an earlier SMS than the one wanted, or null. */
        public Sms message(String to, Sms after, Duration wait) {
            return new Sms(ask("GET", "sms/latest?to=" + encode(to) + "&wait=" + wait.toMillis() + (after == null ? "" : "&after=" + encode(after.id)), null));
        }

        /** Makes every operation that documents a code fail with it. */
        public void fail(int code) {
            ask("PUT", "faults/" + code, null);
        }

        /** Makes an operation fail with a code, so many times. */
        public void fail(int code, String operation, int times) {
            fault("{\"match\":{\"operation\":" + quote(operation) + "},\"effect\":{\"error\":" + code + "},\"times\":" + times + "}");
        }

        /** Breaks every call on the wire: hang, reset, empty, truncate, malformed. */
        public void fail(String transport) {
            fault("{\"effect\":{\"transport\":" + quote(transport) + "}}");
        }

        /** Adds a fault as the server takes it. */
        public void fault(String rule) {
            ask("POST", "faults", rule);
        }

        /** Takes all faults away. */
        public void ok() {
            ask("DELETE", "faults", null);
        }

        /** Puts the faults of a scenario in place of those of the sandbox. */
        public void scenario(String scenario) {
            ask("PUT", "scenarios/" + encode(scenario) + "/active", null);
        }

        /** Sends a RESULT, as JSON, to whoever is subscribed to an operation such as subscribe.signal; answers what the server says of it: count is how many got it. */
        public String publish(String operation, String result) {
            return ask("POST", "publish", "{\"operation\":" + quote(operation) + ",\"result\":" + result + "}");
        }

        /** Fails the test unless an operation was called so many times. */
        public void verify(String operation, int times) {
            verify(operation, times, Duration.ZERO);
        }

        /** Fails the test unless an operation was called so many times; waits for the calls. */
        public void verify(String operation, int times, Duration within) {
            ask("POST", "verify", "{\"operation\":" + quote(operation) + ",\"times\":" + times + ",\"within\":" + within.toMillis() + "}");
        }

        /** The journal, newest first; the filters are the query of GET /admin/requests, such as {@code code=2310}. */
        public String requests(String filters) {
            return ask("GET", "requests?" + filters, null);
        }

        /** What was sent to the sandbox, a line for each request: the newest 50, the oldest of them first. */
        public String journal() {
            return requests("format=text&limit=50");
        }

        /** Moves the clock on. */
        public void advance(Duration duration) {
            ask("PUT", "clock", "{\"advance\":" + quote(duration.toString()) + "}");
        }

        /** An account. */
        public String account(String id) {
            return ask("GET", "accounts/" + encode(id), null);
        }

        /** Changes an account by a JSON merge patch. */
        public String account(String id, String patch) {
            return ask("PATCH", "accounts/" + encode(id), patch);
        }

        /** Starts the sandbox over from the fixtures. */
        public void reset() {
            ask("POST", "reset", null);
        }

        /** The state of the sandbox, for {@link #restore}; secrets included. */
        public String snapshot() {
            return ask("GET", "state", null);
        }

        /** Puts a snapshot back. */
        public void restore(String snapshot) {
            ask("PUT", "state", snapshot);
        }

        /** Any request of the admin API; the body is JSON or null. */
        public String ask(String method, String path, String body) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/admin/" + path)).timeout(Duration.ofSeconds(60))
                .method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
            if (body != null) request.header("Content-Type", "application/json");
            String token = System.getenv("PIMS_MOCK_TOKEN");
            if (token != null) request.header("Authorization", "Bearer " + token);
            HttpResponse<String> response = send(request.build(), url);
            if (response.statusCode() >= 400) throw new Refusal(field(response.body(), "message"));
            return response.body();
        }
    }

    /** A message of the inbox. */
    public static final class Sms {
        public final String id;
        /** E.164. */
        public final String to;
        public final String code;
        public final String text;
        /** Of the code: pending (it can be used), used, expired, replaced or void. */
        public final String state;

        Sms(String json) {
            id = field(json, "id");
            to = field(json, "to");
            code = field(json, "code");
            text = field(json, "text");
            state = field(json, "state");
        }
    }

    /** The first text of that name in JSON, or the whole where there is none. */
    private static String field(String json, String name) {
        Matcher field = Pattern.compile("\"" + name + "\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(json);
        return field.find() ? field.group(1).replaceAll("\\\\([\"\\\\/])", "$1") : json;
    }

    private static String quote(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
