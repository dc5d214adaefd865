package io.clavis.endpointpolicy;

/**
 * A policy and what it is for.
 *
 * @param id the row's key, which the API does not show
 */
record PolicyAssociation(String id, String policyId, PolicySubject subject) {}
