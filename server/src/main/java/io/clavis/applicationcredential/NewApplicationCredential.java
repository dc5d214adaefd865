package io.clavis.applicationcredential;

import java.util.List;

/** A credential to be made, with what is kept elsewhere. */
record NewApplicationCredential(ApplicationCredential credential, String secret, List<RequestedRule> accessRules) {
    @Override
    public String toString() {
        return "NewApplicationCredential[" + credential.id() + "]";
    }
}
