package io.clavis.operator.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.operator.resource.MiddlewareSpec;
import io.clavis.operator.resource.Position;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PastePipelineTest {
    private static final Position FIRST = new Position.First();
    private static final Position LAST = new Position.BeforeApplication();

    @Test
    void theDocumentsExampleIsRenderedAsItSays() {
        var text = PastePipeline.render(Resources.document().getSpec().middleware());
        assertThat(text).isEqualTo(Resources.text("api-paste.ini"));
    }

    @Test
    void withoutMiddlewareItIsTheBase() {
        assertThat(PastePipeline.order(List.of()))
                .containsExactly(
                        "cors",
                        "sizelimit",
                        "http_proxy_to_wsgi",
                        "osprofiler",
                        "url_normalize",
                        "request_id",
                        "authtoken",
                        "admin_service");
    }

    @Test
    void ofSeveralAfterOneTheEarlierStandsFirst() {
        assertThat(order(filter("a", after("authtoken")), filter("b", after("authtoken"))))
                .endsWith("authtoken", "a", "b", "admin_service");
    }

    @Test
    void ofSeveralBeforeOneTheEarlierStandsFirst() {
        assertThat(order(filter("a", before("cors")), filter("b", before("cors"))))
                .startsWith("a", "b", "cors");
    }

    @Test
    void whatStandsAfterAFilterStaysWithIt() {
        assertThat(order(filter("a", after("authtoken")), filter("a2", after("a")), filter("b", after("authtoken"))))
                .endsWith("authtoken", "a", "a2", "b", "admin_service");
    }

    @Test
    void theWholePipelineIsAPlaceToo() {
        assertThat(order(
                        filter("z1", LAST),
                        filter("a1", FIRST),
                        filter("z2", LAST),
                        filter("x", before("cors")),
                        filter("a2", FIRST)))
                .startsWith("a1", "a2", "x", "cors")
                .endsWith("authtoken", "z1", "z2", "admin_service");
    }

    @Test
    void whatStandsByTheFirstStaysBesideIt() {
        assertThat(order(filter("a", FIRST), filter("b", before("a")), filter("c", after("a")), filter("d", FIRST)))
                .startsWith("b", "a", "c", "d", "cors");
    }

    @Test
    void aFilterMayStandByALaterOne() {
        assertThat(order(filter("b", after("a")), filter("a", before("cors")))).startsWith("a", "b", "cors");
    }

    @Test
    void beforeTheApplicationIsAllowed() {
        assertThat(order(filter("a", before("admin_service")))).endsWith("authtoken", "a", "admin_service");
    }

    @Test
    void afterTheApplicationIsRefused() {
        refused("spec.middleware[a].position", filter("a", after("admin_service")));
    }

    @Test
    void anUnknownPlaceIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> order(filter("a", after("nowhere"))))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageContaining("spec.middleware[a].position")
                .hasMessageContaining("'nowhere'")
                .hasMessageContaining("cors, sizelimit");
    }

    @Test
    void aCircleIsRefused() {
        refused("spec.middleware: the positions of a, b", filter("a", after("b")), filter("b", before("a")));
    }

    @Test
    void aFilterByItselfIsRefused() {
        refused("spec.middleware[a].position", filter("a", after("a")));
    }

    @Test
    void aNameThatIsThereTwiceIsRefused() {
        refused("spec.middleware[a]: the name is there twice", filter("a", LAST), filter("a", FIRST));
        refused("spec.middleware[cors]", filter("cors", LAST));
        refused("spec.middleware[admin_service]", filter("admin_service", LAST));
    }

    @ParameterizedTest
    @CsvSource({"''", "'a b'", "'a]'", "'ä'"})
    void aNameOfOtherSignsIsRefused(String name) {
        refused("spec.middleware[].name", filter(name, LAST));
    }

    @Test
    void perCentSignsReferToNothing() {
        assertThat(PastePipeline.render(List.of(filter("a", LAST, Map.of("format", "%(x)s"), "f:g"))))
                .contains("[filter:a]\npaste.filter_factory = f:g\nformat = %%(x)s\n");
    }

    @Test
    void whatCannotStandInTheFileIsRefused() {
        refusedText("spec.middleware[a].config[o]", Map.of("o", "x\ny"), "f:g");
        refusedText("spec.middleware[a].config[o]", Map.of("o", " x"), "f:g");
        refusedText("spec.middleware[a].config[o=p]", Map.of("o=p", "x"), "f:g");
        refusedText("spec.middleware[a].config[]", Map.of("", "x"), "f:g");
        refusedText("spec.middleware[a].config[use]", Map.of("use", "x"), "f:g");
        refusedText("spec.middleware[a].config[paste.filter_factory]", Map.of("paste.filter_factory", "x"), "f:g");
        refusedText("spec.middleware[a].filterFactory", Map.of(), "f:g\n[pipeline:public_api]");
    }

    private static void refusedText(String field, Map<String, String> options, String factory) {
        assertThatThrownBy(() -> PastePipeline.render(List.of(filter("a", LAST, options, factory))))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageStartingWith(field);
    }

    private static void refused(String message, MiddlewareSpec... filters) {
        assertThatThrownBy(() -> order(filters))
                .isInstanceOf(InvalidSpecification.class)
                .hasMessageStartingWith(message);
    }

    private static List<String> order(MiddlewareSpec... filters) {
        return PastePipeline.order(List.of(filters));
    }

    private static MiddlewareSpec filter(String name, Position position) {
        return filter(name, position, Map.of(), "f:g");
    }

    private static MiddlewareSpec filter(String name, Position position, Map<String, String> options, String factory) {
        return new MiddlewareSpec(name, factory, position, options);
    }

    private static Position after(String filter) {
        return new Position.After(filter);
    }

    private static Position before(String filter) {
        return new Position.Before(filter);
    }
}
