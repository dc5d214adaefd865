package io.clavis.identity;

import static io.clavis.db.Tables.FEDERATED_USER;

import io.clavis.http.BadRequest;
import io.clavis.http.Conflict;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The attribute {@code federated}: providers, and for each the protocols with the user's id there. */
final class FederatedLinks {
    private FederatedLinks() {}

    /** What a request asks for; empty where it says nothing, or nothing to be linked to. */
    static List<FederatedLink> of(ObjectNode attributes) {
        var links = new ArrayList<FederatedLink>();
        for (var provider : attributes.path("federated")) {
            for (var protocol : provider.path("protocols")) {
                links.add(new FederatedLink(
                        provider.path("idp_id").asString(""),
                        protocol.path("protocol_id").asString(""),
                        protocol.path("unique_id").asString("")));
            }
        }
        return links;
    }

    /** 400 for a provider or protocol that does not exist. */
    static void check(DSLContext sql, List<FederatedLink> links) {
        for (var link : links) {
            if (!FederatedLinkStore.providerExists(sql, link.idpId())) {
                throw new BadRequest("Could not find Identity Provider: " + link.idpId());
            }
            if (!FederatedLinkStore.protocolExists(sql, link.idpId(), link.protocolId())) {
                throw new BadRequest("Could not find federated protocol " + link.protocolId()
                        + " for Identity Provider: " + link.idpId() + ".");
            }
        }
    }

    /** Puts these links in the place of a user's; 409 where one is another user's. */
    static void replace(DSLContext sql, String userId, List<FederatedLink> links, String displayName) {
        if (links.isEmpty()) {
            return;
        }
        FederatedLinkStore.delete(sql, userId);
        for (var link : links) {
            if (FederatedLinkStore.isTaken(sql, link)) {
                throw Conflict.storing("federated_user", "Duplicate entry");
            }
            FederatedLinkStore.insert(sql, userId, link, displayName);
        }
    }

    /**
     * Takes an identity provider from all its users, with the memberships that it gave.
     *
     * @return the users who have no name any more, whom upstream deletes
     */
    static List<String> forgetProvider(DSLContext sql, String idpId) {
        FederatedLinkStore.deleteMemberships(sql, idpId);
        return forget(sql, FEDERATED_USER.IDP_ID.eq(idpId));
    }

    /** The same for one of a provider's protocols; memberships do not say by which protocol they came. */
    static List<String> forgetProtocol(DSLContext sql, String idpId, String protocolId) {
        return forget(sql, FEDERATED_USER.IDP_ID.eq(idpId).and(FEDERATED_USER.PROTOCOL_ID.eq(protocolId)));
    }

    private static List<String> forget(DSLContext sql, Condition links) {
        var nameless = FederatedLinkStore.namedOnlyBy(sql, links);
        FederatedLinkStore.delete(sql, links);
        return nameless;
    }

    /** The links as the API shows them. */
    static ArrayNode json(List<FederatedLink> links) {
        var providers = JsonNodeFactory.instance.arrayNode();
        for (var link : links) {
            protocols(providers, link.idpId())
                    .addObject()
                    .put("protocol_id", link.protocolId())
                    .put("unique_id", link.uniqueId());
        }
        return providers;
    }

    private static ArrayNode protocols(ArrayNode providers, String idpId) {
        for (JsonNode provider : providers) {
            if (provider.path("idp_id").asString("").equals(idpId)
                    && provider.get("protocols") instanceof ArrayNode p) {
                return p;
            }
        }
        return providers.addObject().put("idp_id", idpId).putArray("protocols");
    }
}
