package io.clavis.identity;

/** Who a user is at an identity provider. */
record FederatedLink(String idpId, String protocolId, String uniqueId) {}
