package io.clavis.operator.chaos;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.Random;

/** What goes wrong with requests to an API server, decided by a seed. */
final class Faults {
    private static final int OF = 100;

    private final Random random;
    private final int percent;
    private boolean over;

    /** @param percent of requests that something goes wrong with */
    Faults(long seed, int percent) {
        this.random = new Random(seed);
        this.percent = percent;
    }

    /** The operator's process is gone: nothing after this happens. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** From now on all goes well. */
    void end() {
        over = true;
    }

    Random random() {
        return random;
    }

    /** What may go wrong with a request that only reads. */
    void reading() {
        if (strikes()) {
            throw refusal(500);
        }
    }

    /** Makes a write, and lets it, or its answer, or the whole operator get lost; or lets others do something first. */
    void writing(Runnable write, Runnable others) {
        if (!strikes()) {
            write.run();
            return;
        }
        switch (random.nextInt(6)) {
            case 0 -> throw refusal(409);
            case 1 -> throw refusal(500);
            case 2 -> throw new KubernetesClientException("timeout", new IOException("timeout"));
            case 3 -> {
                write.run();
                throw new KubernetesClientException("timeout", new IOException("timeout"));
            }
            case 4 -> {
                if (random.nextBoolean()) {
                    write.run();
                }
                throw new Killed();
            }
            default -> {
                others.run();
                write.run();
            }
        }
    }

    private boolean strikes() {
        return !over && random.nextInt(OF) < percent;
    }

    static KubernetesClientException refusal(int code) {
        return new KubernetesClientException(
                "refused",
                code,
                new StatusBuilder().withCode(code).withMessage("refused").build());
    }
}
