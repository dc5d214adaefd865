package io.clavis.policy;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Asks the service behind an {@code http:} or {@code https:} check. Only the answer {@code True} allows. */
final class RemoteAuthority implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LONGEST_ANSWER = 64 * 1024;

    private final RemoteSettings settings;
    private @Nullable HttpClient client;

    RemoteAuthority(RemoteSettings settings) {
        this.settings = settings;
    }

    /** @throws EvaluationException when there is no answer */
    boolean allows(Template url, Evaluation evaluation) {
        var address = url.fill(evaluation.target());
        if (address == null) {
            throw new EvaluationException("the target lacks a name in " + url);
        }
        try {
            var answer = client().send(
                            request(address, evaluation),
                            BodyHandlers.limiting(BodyHandlers.ofString(), LONGEST_ANSWER));
            return unquoted(answer.body()).equals("True");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EvaluationException("interrupted while asking " + url, e);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException | JacksonException e) {
            throw new EvaluationException("asking " + url + ": " + e, e);
        }
    }

    private HttpRequest request(String address, Evaluation evaluation) {
        var type = settings.json() ? "application/json" : "application/x-www-form-urlencoded";
        var body = settings.json() ? json(evaluation) : form(evaluation);
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(settings.timeout())
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String json(Evaluation evaluation) {
        return JSON.writeValueAsString(Map.of(
                "rule", evaluation.rule(),
                "target", flat(evaluation.target()),
                "credentials", evaluation.credentials().attributes()));
    }

    private static String form(Evaluation evaluation) {
        return field("rule", evaluation.rule())
                + "&" + field("target", flat(evaluation.target()))
                + "&" + field("credentials", evaluation.credentials().attributes());
    }

    private static String field(String name, Object value) {
        return name + "=" + URLEncoder.encode(JSON.writeValueAsString(value), StandardCharsets.UTF_8);
    }

    private static Map<String, @Nullable Object> flat(Map<String, ?> target) {
        var flat = new LinkedHashMap<String, @Nullable Object>();
        flatten("", target, flat);
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> map, Map<String, @Nullable Object> into) {
        map.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + key + ".", inner, into);
                return;
            }
            into.put(prefix + key, value);
        });
    }

    private static String unquoted(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && text.charAt(start) == '"') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '"') {
            end--;
        }
        return text.substring(start, end);
    }

    /** Made on first use: few deployments have such checks, and its files need not exist in the others. */
    private synchronized HttpClient client() throws GeneralSecurityException, IOException {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(settings.timeout())
                    .sslContext(RemoteTls.context(settings))
                    .build();
        }
        return client;
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
