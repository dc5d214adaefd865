package io.clavis.operator.pipeline;

/** Makes what steps want written. */
@FunctionalInterface
public interface Writer {
    /**
     * Makes one write; nothing where all is as wanted already.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException where the API server refuses it
     */
    void write(Write write);
}
