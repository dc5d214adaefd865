package io.clavis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubstitutionTest {
    /** The value of [saml] idp_lang, with others around it. */
    private static String value(String text) {
        return Configuration.of(Map.of(
                        "saml.idp_lang", text,
                        "saml.keyfile", "/k",
                        "DEFAULT.control_exchange", "ex",
                        "federation.assertion_prefix", "$$p"))
                .get(SamlOptions.IDP_LANG);
    }

    @ParameterizedTest
    @CsvSource({
        "$keyfile,/k",
        "${keyfile}.pem,/k.pem",
        "$control_exchange,ex",
        "$saml.keyfile,/k",
        "a${DEFAULT.control_exchange}b,aexb",
        "$federation.assertion_prefix,$p",
        "$$keyfile,$keyfile",
        "\\$keyfile,$keyfile",
        "$${keyfile},${keyfile}",
        "a$,a$",
        "$5,$5",
        "${ x,${ x",
        "$token.expiration,3600",
        "$token.caching,True",
        "$token.cache_time|,|",
        "$jwt_tokens.jws_accepted_algorithms,['ES256']",
    })
    void namesAreReplacedAsInPython(String written, String read) {
        assertThat(value(written)).isEqualTo(read);
    }

    @Test
    void whatIsPutInMayHaveBeenSubstitutedItself() {
        var configuration = Configuration.of(
                Map.of("saml.idp_lang", "$keyfile", "saml.keyfile", "$certfile/x", "saml.certfile", "/c"));
        assertThat(configuration.get(SamlOptions.IDP_LANG)).isEqualTo("/c/x");
    }

    @Test
    void listsAreSubstitutedBeforeTheyAreSplit() {
        assertThat(Configuration.of(Map.of("auth.methods", "password,$saml.idp_lang"))
                        .get(AuthOptions.METHODS))
                .containsExactly("password", "en");
    }

    @Test
    void defaultsAreSubstitutedToo() {
        var option = Option.string("saml", "made_up", "$keyfile!", "");
        assertThat(Configuration.of(Map.of("saml.keyfile", "/k")).get(option)).isEqualTo("/k!");
    }

    @ParameterizedTest
    @CsvSource({"$nosuch", "$saml.nosuch", "$nosuch.keyfile", "$keyfile.pem"})
    void anUnknownNameIsAnError(String text) {
        assertThatThrownBy(() -> value(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("override saml.idp_lang: [saml] idp_lang = " + text + ": " + text
                        + " names no option; a dollar sign is written $$");
    }

    @Test
    void aCircleIsAnError() {
        assertThatThrownBy(() -> Configuration.of(Map.of("saml.idp_lang", "$keyfile", "saml.keyfile", "$idp_lang")))
                .hasMessageContaining("[saml] keyfile = $idp_lang: $saml.idp_lang leads back to itself");
    }

    @Test
    void aBadReferredValueIsReportedOnce() {
        assertThatThrownBy(
                        () -> Configuration.of(Map.of("saml.idp_lang", "$token.expiration", "token.expiration", "x")))
                .hasMessage("override token.expiration: [token] expiration = x: expected an integer of at least 0");
    }
}
