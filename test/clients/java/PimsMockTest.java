import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(PimsMock.class)
@Execution(ExecutionMode.CONCURRENT)
class PimsMockTest {
    private static final String NUMBER = "0612345678";
    private static final HttpClient http = HttpClient.newHttpClient();

    private static String send(PimsMock.Box box, HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.header("Authorization", "Bearer alice").build(), HttpResponse.BodyHandlers.ofString()).body();
    }

    private static HttpRequest.Builder to(PimsMock.Box box, String query) {
        return HttpRequest.newBuilder(URI.create(box.url + "/pims.authentication.smscode" + query));
    }

    private static String askForCode(PimsMock.Box box) throws IOException, InterruptedException {
        return send(box, to(box, "?type=phoneNumberCertification&phoneNumber=" + NUMBER));
    }

    private static String modify(PimsMock.Box box, String code) throws IOException, InterruptedException {
        String body = "{\"type\":\"modifyPhoneNumber\",\"smsCode\":\"" + code + "\",\"phoneNumber\":\"" + NUMBER + "\"}";
        return send(box, to(box, "").header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @RepeatedTest(20)
    void eachTestHasASandboxOfItsOwn(PimsMock.Box box) throws Exception {
        assertEquals("{\"requests\":[],\"total\":0}", box.requests(""));
        askForCode(box);
        assertTrue(modify(box, box.sms(NUMBER)).contains("SUCCEEDED"));
        box.verify("modifyPhoneNumber", 1);
        assertTrue(box.account("alice").contains("\"trustedPhoneNumber\":\"+33612345678\""));
    }

    @Test
    void waitsForTheSmsAndTheCalls(PimsMock.Box box) throws Exception {
        CompletableFuture<String> code = CompletableFuture.supplyAsync(() -> box.sms(NUMBER, Duration.ofSeconds(20)));
        askForCode(box);
        assertTrue(code.get().matches("\\d{6}"));
        box.verify("phoneNumberCertification", 1, Duration.ofSeconds(1));
    }

    @Test
    void waitsForTheCodeThatIsSentAgain(PimsMock.Box box) throws Exception {
        askForCode(box);
        PimsMock.Sms first = box.message(NUMBER);
        CompletableFuture<PimsMock.Sms> second = CompletableFuture.supplyAsync(() -> box.message(NUMBER, first, Duration.ofSeconds(20)));
        askForCode(box);
        assertEquals("pending", second.get().state);
        assertEquals(second.get().code, box.message(NUMBER, first).code);
        assertTrue(modify(box, second.get().code).contains("SUCCEEDED"));
        PimsMock.Refusal refusal = assertThrows(PimsMock.Refusal.class, () -> box.sms(NUMBER, Duration.ofMillis(1)));
        assertTrue(refusal.getMessage().contains("with a code that can be used"), refusal.getMessage());
        assertEquals(second.get().code, box.sms(NUMBER, Duration.ZERO));
    }

    @Test
    void verifiesNoUpperBoundThatARequestOnTheWayCouldBreak(PimsMock.Box box) throws Exception {
        box.fault("{\"match\":{\"operation\":\"phoneNumberCertification\"},\"effect\":null,\"delay\":600000}");
        URI uri = URI.create(box.url + "/pims.authentication.smscode?type=phoneNumberCertification");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String request = "GET " + uri.getPath() + "?" + uri.getQuery() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            while (box.ask("GET", "faults", null).contains("\"hits\":0")) Thread.onSpinWait();
            PimsMock.Refusal refusal = assertThrows(PimsMock.Refusal.class, () -> box.verify("phoneNumberCertification", 0));
            assertTrue(refusal.getMessage().contains("none came. 1 that may match is on the way"), refusal.getMessage());
        }
        box.verify("phoneNumberCertification", 1, Duration.ofSeconds(30));
    }

    @Test
    void failsOnDemandAndStops(PimsMock.Box box) throws Exception {
        box.fail(2310, "modifyPhoneNumber", 1);
        assertTrue(modify(box, "1").contains("2310"));
        assertTrue(modify(box, "1").contains("2311"));
        box.fail(2310);
        assertTrue(modify(box, "1").contains("2310"));
        box.ok();
        box.fail("reset");
        assertThrows(IOException.class, () -> askForCode(box));
        box.scenario("maintenance");
        box.reset();
        assertTrue(askForCode(box).contains("SUCCEEDED"));
    }

    @Test
    void publishesToWhoeverIsSubscribed(PimsMock.Box box) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(box.url + "/pims.vehicle.signal")).header("Authorization", "Bearer alice").header("Accept", "text/event-stream").build();
        try (Stream<String> lines = http.send(request, HttpResponse.BodyHandlers.ofLines()).body()) {
            Iterator<String> messages = lines.filter(line -> line.startsWith("data: ")).iterator();
            assertTrue(messages.next().contains("SUCCEEDED"));
            assertTrue(box.publish("subscribe.signal", "{\"code\":200}").contains("\"count\":1"));
            assertTrue(messages.next().contains("\"status\":\"RESULT\""));
        }
    }

    @Test
    void refusesInTheWordsOfTheServer(PimsMock.Box box) {
        PimsMock.Refusal refusal = assertThrows(PimsMock.Refusal.class, () -> box.verify("modifyPhoneNumber", 1));
        assertTrue(refusal.getMessage().startsWith("Expected exactly 1 request with operation modifyPhoneNumber; none came."), refusal.getMessage());
        assertThrows(PimsMock.Refusal.class, () -> new PimsMock.Box("http://127.0.0.1:1", "none").reset());
    }

    @Test
    void movesTheClockAndPutsASnapshotBack(PimsMock.Box box) throws Exception {
        askForCode(box);
        String snapshot = box.snapshot();
        String code = box.sms(NUMBER);
        box.advance(Duration.ofMinutes(5));
        assertTrue(modify(box, code).contains("Invalid smsCode parameter"));
        assertTrue(box.account("alice", "{\"blocked\":\"AccountBlocked\"}").contains("AccountBlocked"));
        box.restore(snapshot);
        assertTrue(box.account("alice").contains("NotBlocked"));
    }
}
