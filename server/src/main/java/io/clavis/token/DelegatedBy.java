package io.clavis.token;

import io.clavis.applicationcredential.ApplicationCredential;
import io.clavis.assignment.Role;
import io.clavis.identity.User;
import io.clavis.oauth1.AccessToken;
import io.clavis.resource.Project;
import io.clavis.trust.Trust;
import io.clavis.trust.TrustChain;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a user handed a part of their rights on with, to a program or to another user: a token made from it can do no
 * more, and ends no later.
 */
public sealed interface DelegatedBy {
    /** An application credential of the user's own. */
    record ByApplicationCredential(ApplicationCredential credential) implements DelegatedBy {
        @Override
        public String id() {
            return credential.id();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(credential.expiresAt());
        }

        @Override
        public List<String> dependsOn() {
            return List.of(credential.id());
        }

        /** Which of the roles that the user holds in the scope just now it passes on. */
        List<Role> narrow(List<Role> held) {
            return held.stream()
                    .filter(role -> credential.roleIds().contains(role.id()))
                    .toList();
        }
    }

    /**
     * An access token that a consumer holds (OAuth 1.0a).
     *
     * @param roleIds what the user passed on, with all that it implies
     */
    record ByAccessToken(AccessToken token, Set<String> roleIds) implements DelegatedBy {
        public ByAccessToken {
            roleIds = Set.copyOf(roleIds);
        }

        @Override
        public String id() {
            return token.id();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(token.expiresAt());
        }

        @Override
        public List<String> dependsOn() {
            return List.of(token.id());
        }

        /** Which of the roles that the user holds in the scope just now it passes on. */
        List<Role> narrow(List<Role> held) {
            return held.stream().filter(role -> roleIds.contains(role.id())).toList();
        }
    }

    /**
     * A trust of another user's; the token is the trustee's.
     *
     * @param trustorDomain the domain of the trustor, enabled as the trustor is
     */
    record ByTrust(TrustChain chain, User trustor, Project trustorDomain) implements DelegatedBy {
        /** The trust itself. */
        public Trust trust() {
            return chain.trust();
        }

        @Override
        public String id() {
            return trust().id();
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.ofNullable(trust().expiresAt());
        }

        @Override
        public List<String> dependsOn() {
            return Stream.of(chain.ids(), chain.userIds(), List.of(trustorDomain.id()))
                    .flatMap(Collection::stream)
                    .toList();
        }
    }

    /**
     * A client's certificate (OAuth 2.0, RFC 8705): whoever shows the token elsewhere must show the certificate too.
     *
     * @param thumbprint the certificate's, as upstream makes it
     */
    record ByCertificate(String thumbprint) implements DelegatedBy {
        @Override
        public String id() {
            return thumbprint;
        }

        @Override
        public Optional<Instant> expiresAt() {
            return Optional.empty();
        }

        @Override
        public List<String> dependsOn() {
            return List.of();
        }
    }

    /** The id of what was handed on with. */
    String id();

    /** When it ends; empty for never. */
    Optional<Instant> expiresAt();

    /** The ids of all that it hangs on, its own among them. */
    List<String> dependsOn();
}
