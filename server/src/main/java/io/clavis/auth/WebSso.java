package io.clavis.auth;

import io.clavis.config.Configuration;
import io.clavis.config.FederationOptions;
import io.clavis.http.BadRequest;
import io.clavis.http.Unauthorized;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Single sign-on by the browser: the page that hands a token to the dashboard that sent the user here. Immutable. */
public final class WebSso {
    private static final Logger LOG = LoggerFactory.getLogger(WebSso.class);
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\$)|(?<bare>\\w+)|\\{(?<braced>\\w+)\\})");
    private static final Pattern URL = Pattern.compile("([^:/?#]+://[^/?#]*)(.*)", Pattern.DOTALL);
    private final List<String> trustedDashboards;
    private final String template;

    WebSso(List<String> trustedDashboards, String template) {
        this.trustedDashboards =
                trustedDashboards.stream().map(WebSso::withLowerCaseHost).toList();
        this.template = template;
    }

    /** As configured. Where the page that is named cannot be read, there is one of our own. */
    public static WebSso of(Configuration configuration) {
        return new WebSso(configuration.get(FederationOptions.TRUSTED_DASHBOARD), template(configuration));
    }

    // Most deployments name a file, whether they use single sign-on or not: it need not be there.
    private static String template(Configuration configuration) {
        var file = configuration.locate(configuration.get(FederationOptions.SSO_CALLBACK_TEMPLATE));
        try {
            if (Files.isReadable(file)) {
                return Files.readString(file);
            }
            if (configuration.isSet(FederationOptions.SSO_CALLBACK_TEMPLATE)) {
                LOG.warn("[federation] sso_callback_template: {} cannot be read; the built-in page stands in", file);
            }
            return ownPage();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String ownPage() throws IOException {
        try (var page = WebSso.class.getResourceAsStream("/sso-callback.html")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The dashboard that a request names; 400 where it names none, 401 for one that is not trusted. */
    String dashboard(Optional<String> origin) {
        var named = origin.filter(text -> !text.isEmpty())
                .orElseThrow(() -> new BadRequest("Request must have an origin query parameter"));
        var host = decoded(named);
        if (!trustedDashboards.contains(host)) {
            throw new Unauthorized(host + " is not a trusted dashboard host");
        }
        return host;
    }

    /** The page that posts the token to the dashboard. */
    String page(String dashboard, String token) {
        return VARIABLE.matcher(template).replaceAll(found -> Matcher.quoteReplacement(value(found, dashboard, token)));
    }

    private static String value(MatchResult found, String dashboard, String token) {
        var name = found.group("bare") == null ? found.group("braced") : found.group("bare");
        if (name == null) {
            return "$";
        }
        return switch (name) {
            case "host" -> escaped(dashboard);
            case "token" -> escaped(token);
            default -> found.group();
        };
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#x27;");
    }

    // Dashboards encode it twice.
    private static String decoded(String origin) {
        try {
            return URLDecoder.decode(origin, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException asItIs) {
            return origin;
        }
    }

    private static String withLowerCaseHost(String url) {
        var parts = URL.matcher(url);
        return parts.matches() ? parts.group(1).toLowerCase(Locale.ROOT) + parts.group(2) : url;
    }
}
