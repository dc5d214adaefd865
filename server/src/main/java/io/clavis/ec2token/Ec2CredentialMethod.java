package io.clavis.ec2token;

import io.clavis.auth.Attempt;
import io.clavis.auth.AuthMethod;
import io.clavis.auth.Proof;
import io.clavis.http.Unauthorized;
import tools.jackson.databind.node.ObjectNode;

/**
 * Method {@code ec2credential}: a mark in tokens, and no way in. It stands in {@code [auth] methods} so that the mark
 * has a place in a token's bytes.
 */
public final class Ec2CredentialMethod implements AuthMethod {
    static final String NAME = "ec2credential";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Proof authenticate(Attempt attempt, ObjectNode data) {
        throw new Unauthorized("EC2 credentials are exchanged for a token at /v3/ec2tokens");
    }
}
