package io.clavis.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.Change;
import io.clavis.db.ChangeFollower;
import io.clavis.db.ChangeListener;
import io.clavis.db.Database;
import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestServer.Answer;
import io.clavis.token.Cloud;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes, one of which learns late of what is taken back. */
@EveryDatabase
class AgreementTest {
    private final TestDatabase engine;
    private final CountDownLatch learning = new CountDownLatch(1);
    private final CountDownLatch mayLearn = new CountDownLatch(1);
    private Database slow;
    private ChangeFollower follower;
    private Cloud cloud;
    private AuthServer server;
    private String alice;
    private String admin;
    private volatile Duration patience = Duration.ofMillis(600);
    private volatile boolean late;
    private volatile boolean knows;

    AgreementTest(TestDatabase engine) {
        this.engine = engine;
    }

    @BeforeEach
    void open() {
        var url = engine.freshUrl();
        slow = TestDatabase.open(url);
        follower = ChangeFollower.start(slow, 0, List.of(learner()));
        slow.nodes().requireCurrent();
        cloud = new Cloud(url);
        server = new AuthServer(cloud, true);
        alice = cloud.user("alice");
        var root = cloud.user("root");
        cloud.grantOnProject(alice, cloud.blue, cloud.member);
        cloud.grantOnSystem(root, cloud.admin);
        admin = server.token(root, "'system':{'all':true}");
        cloud.clock.advance(Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        mayLearn.countDown();
        server.close();
        cloud.close();
        follower.close();
        slow.close();
    }

    private ChangeListener learner() {
        return new ChangeListener() {
            @Override
            public void changed(List<Change> changes) {
                if (late) {
                    learning.countDown();
                    await(mayLearn, patience);
                    knows = true;
                }
            }

            @Override
            public void missed() {}
        };
    }

    private static void await(CountDownLatch latch, Duration patience) {
        try {
            latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void takesBack(Runnable change) throws InterruptedException {
        late = true;
        Thread.ofVirtual().start(change);
        learning.await();
    }

    // As long as this node has not heard of the change either, it accepts.
    private static Answer refusal(Supplier<Answer> question) {
        var answer = question.get();
        while (answer.status() < 300) {
            answer = question.get();
        }
        return answer;
    }

    @Test
    void aRevokedTokenIsRefusedOnceNoOtherNodeAcceptsItAnyLonger() throws InterruptedException {
        var token = server.token(alice, "'project':{'id':'" + cloud.blue + "'}");
        server.validate(admin, token, "").expect(200);
        takesBack(() -> cloud.change(alice, "{'enabled':false}"));
        refusal(() -> server.validate(admin, token, "")).expect(404);
        assertThat(knows).isTrue();
    }

    @Test
    void aTokenWithoutARoleIsRefusedOnceNoOtherNodeAcceptsItAnyLonger() throws InterruptedException {
        var token = server.token(alice, "'project':{'id':'" + cloud.blue + "'}");
        server.validate(admin, token, "").expect(200);
        takesBack(() -> cloud.takeAway(alice, cloud.blue));
        refusal(() -> server.validate(admin, token, "")).expect(404);
        assertThat(knows).isTrue();
    }

    @Test
    void aLoginWithoutARoleIsRefusedOnceNoOtherNodeAcceptsItAnyLonger() throws InterruptedException {
        server.token(alice, "'project':{'id':'" + cloud.blue + "'}");
        takesBack(() -> cloud.takeAway(alice, cloud.blue));
        refusal(() -> server.password(alice, "secret", ",'scope':{'project':{'id':'" + cloud.blue + "'}}"))
                .expect(401);
        assertThat(knows).isTrue();
    }

    @Test
    void whatIsGoodIsAnsweredAtOnce() throws InterruptedException {
        patience = Duration.ofMinutes(1);
        takesBack(() -> cloud.takeAway(alice, cloud.blue));
        server.validate(admin, admin, "").expect(200);
        assertThat(knows).isFalse();
    }
}
