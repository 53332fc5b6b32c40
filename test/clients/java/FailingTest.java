import static org.junit.jupiter.api.Assertions.fail;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a test that fails, or that finds no server, shows. */
@ExtendWith(PimsMock.class)
class FailingTest {
    @Test
    void fails(PimsMock.Box box) throws Exception {
        URI uri = URI.create(box.url + "/pims.authentication.trustedphonenumber");
        HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
        fail("on purpose");
    }
}
