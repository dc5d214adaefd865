package io.clavis.assignment;

/** Whoever has the prior role has the implied one too. */
record ImpliedRole(String priorRoleId, String impliedRoleId) {
    /** Its name in the change feed. */
    String id() {
        return priorRoleId + "/" + impliedRoleId;
    }
}
