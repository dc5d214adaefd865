package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private static Routes routes(String... paths) {
        var operations = new Operations();
        for (var path : paths) {
            operations.get(path, Access.OPEN, call -> Reply.noContent());
        }
        return new Routes(operations.all());
    }

    @Test
    void aLiteralSegmentGoesBeforeAVariable() {
        var routes = routes("/v3/limits/model", "/v3/limits/{limit_id}");
        assertThat(routes.find("/v3/limits/model").orElseThrow().variables()).isEmpty();
        assertThat(routes.find("/v3/limits/x").orElseThrow().variables()).isEqualTo(Map.of("limit_id", "x"));
    }

    @Test
    void aVariableIsTriedWhereTheLiteralLeadsNowhere() {
        var routes = routes("/v3/domains/config/{group}/default", "/v3/domains/{domain_id}/config");
        assertThat(routes.find("/v3/domains/config/config").orElseThrow().variables())
                .isEqualTo(Map.of("domain_id", "config"));
    }

    @Test
    void anEmptySegmentFillsNoVariable() {
        assertThat(routes("/v3/users/{user_id}").find("/v3/users/")).isEmpty();
        assertThat(routes("/v3/users/{user_id}/groups").find("/v3/users//groups"))
                .isEmpty();
    }

    @Test
    void twinPathsMustNameTheirVariablesAlike() {
        assertThatThrownBy(() -> {
                    var operations = new Operations();
                    operations.get("/v3/users/{user_id}", Access.OPEN, call -> Reply.noContent());
                    operations.delete("/v3/users/{id}", "identity:delete_user", call -> Reply.noContent());
                    new Routes(operations.all());
                })
                .hasMessageContaining("/v3/users/{id}");
    }

    @Test
    void anOperationIsDeclaredOnce() {
        assertThatThrownBy(() -> routes("/v3/users", "/v3/users")).hasMessageContaining("twice");
    }
}
