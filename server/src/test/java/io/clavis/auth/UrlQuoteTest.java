package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UrlQuoteTest {
    // What urllib.parse.quote makes of them.
    @Test
    void quotesAsPythonDoes() {
        assertThat(UrlQuote.of("bob_Smith-1.2~x/y")).isEqualTo("bob_Smith-1.2~x/y");
        assertThat(UrlQuote.of("a b+c@d:e%f")).isEqualTo("a%20b%2Bc%40d%3Ae%25f");
        assertThat(UrlQuote.of("b\u00f6rk \u4e2d \ud83d\ude00")).isEqualTo("b%C3%B6rk%20%E4%B8%AD%20%F0%9F%98%80");
        assertThat(UrlQuote.of("['a', 'b']")).isEqualTo("%5B%27a%27%2C%20%27b%27%5D");
    }
}
