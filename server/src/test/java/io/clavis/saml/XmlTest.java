package io.clavis.saml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.http.BadRequest;
import org.junit.jupiter.api.Test;

class XmlTest {
    @Test
    void whatXmlCannotSayIsRefused() {
        var root = Xml.add(Xml.document(), Namespace.ASSERTION.name("NameID"));
        for (var bad : new String[] {"a\u0001b", "\0", "\uD800", "\uFFFE"}) {
            assertThatThrownBy(() -> Xml.add(root, Namespace.ASSERTION.name("x"), bad))
                    .isInstanceOf(BadRequest.class);
            assertThatThrownBy(() -> Xml.set(root, "x", bad)).isInstanceOf(BadRequest.class);
        }
    }

    @Test
    void markupInNamesIsText() {
        var document = Xml.document();
        var root = Xml.add(document, Namespace.ASSERTION.name("NameID"), "<a>&\"😀é");
        Xml.declare(root, Namespace.ASSERTION);
        Xml.set(root, "b", "\"<&");
        assertThat(Xml.text(document))
                .startsWith("<saml:NameID ")
                .contains("&lt;a&gt;&amp;\"")
                .contains("b=\"&quot;&lt;&amp;\"")
                .endsWith("</saml:NameID>");
    }

    @Test
    void anUrlBecomesAHeaderThatCannotEnd() {
        assertThat(Saml2Api.header("http://x/a?b=c%20d")).isEqualTo("http://x/a?b=c%20d");
        assertThat(Saml2Api.header("http://x/\r\nX: yé")).isEqualTo("http://x/%0D%0AX:%20y%C3%A9");
    }
}
