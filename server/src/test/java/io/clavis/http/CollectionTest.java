package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clavis.db.ListLimits;
import io.clavis.policy.Enforcer;
import io.clavis.policy.PolicySettings;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a list does with the query string, and how it is linked to what follows. */
class CollectionTest {
    private static final List<String> ALL = List.of("a", "ab", "b", "bc", "c");
    private static final int MANY = 200_000;
    private final Enforcer enforcer = Enforcer.create(PolicySettings.defaults(), InstantSource.system());
    private ListLimits limits = new ListLimits(null, 4, false);
    private final TestServer http = TestServer.start(enforcer, Map.of(), api -> {
        api.get("/v3/things", Access.OPEN, this::list);
        api.get("/v3/many", Access.OPEN, call -> many(call, MANY));
        api.get("/v3/broken", Access.OPEN, call -> many(call, MANY - 1));
    });

    @AfterEach
    void stop() {
        http.close();
        enforcer.close();
    }

    private Reply list(Call call) {
        var query = ListParameters.of(call, "name");
        var found = query.filter(ALL, (thing, name) -> thing);
        var page = limits.capped(query).page(query.after(found, id -> id));
        return Collection.reply(call, "things", page, id -> Json.object().put("id", id));
    }

    /** Many numbers, of which those from {@code broken} on cannot be rendered. */
    private static Reply many(Call call, int broken) {
        var numbers = IntStream.range(0, MANY).boxed().toList();
        return Collection.whole(call, "things", numbers, (number, out) -> {
            if (number >= broken) {
                throw new IllegalStateException("on purpose");
            }
            out.writeNumber(number);
        });
    }

    @Test
    void aLongListIsSentAsItIsRendered() {
        var answer = http.get(null, "/v3/many").expect(200);
        assertThat(answer.header("Transfer-Encoding")).contains("chunked");
        assertThat(answer.at("/things").valueStream().map(JsonNode::asInt))
                .containsExactlyElementsOf(IntStream.range(0, MANY).boxed().toList());
        assertThat(answer.string("/links/self")).isEqualTo(http.url() + "/v3/many");
        assertThat(http.send(null, "HEAD", "/v3/many", null).expect(200).text()).isEmpty();
    }

    @Test
    void aLongListThatBreaksOffIsNotTakenForAll() {
        assertThatThrownBy(() -> http.get(null, "/v3/broken")).isInstanceOf(UncheckedIOException.class);
        http.get(null, "/v3/many").expect(200);
    }

    private TestServer.Answer things(String query) {
        return http.get(null, "/v3/things" + query).expect(200);
    }

    private void next(String query, String expected) {
        assertThat(things(query).string("/links/next")).isEqualTo(http.url() + "/v3/things?" + expected);
    }

    @Test
    void thePageIsLinkedWhoeverLimitedIt() {
        next("?limit=2", "limit=2&marker=ab");
        limits = new ListLimits(3, 4, false);
        next("", "marker=b&limit=3");
        next("?name__contains=&x=1&x=2", "name__contains=&x=1&x=2&marker=b&limit=3");
        var last = things("?marker=b");
        assertThat(last.at("/links/next").isNull()).isTrue();
        assertThat(last.json().has("truncated")).isFalse();
    }

    @Test
    void theLimitInTheLinkIsTheOneThatHeld() {
        next("?limit=9&marker=", "limit=4&marker=bc");
        next("?marker=a&limit=1&x=~*", "marker=ab&limit=1&x=~%2A");
    }

    @Test
    void followingTheLinksShowsEverythingOnce() {
        assertThat(things("?limit=2").strings("/things", "id")).containsExactly("a", "ab");
        assertThat(things("?limit=2&marker=ab").strings("/things", "id")).containsExactly("b", "bc");
        assertThat(things("?limit=2&marker=bc").strings("/things", "id")).containsExactly("c");
    }

    @Test
    void anEmptyMarkerOrLimitIsNone() {
        assertThat(things("?marker=&limit=").strings("/things", "id")).containsExactlyElementsOf(ALL);
        http.get(null, "/v3/things?limit=many").expect(400);
    }

    @Test
    void everyValueOfARepeatedFilterMustHold() {
        assertThat(things("?name__contains=a&name__contains=b").strings("/things", "id"))
                .containsExactly("ab");
        assertThat(things("?name=a&name=b").strings("/things", "id")).isEmpty();
    }

    @Test
    void anOrderIsIgnored() {
        assertThat(things("?sort_key=id&sort_dir=desc").strings("/things", "id"))
                .containsExactlyElementsOf(ALL);
    }
}
