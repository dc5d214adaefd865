package io.clavis.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DelegationTest {
    @Test
    void methodsOfPluginsAreAUsersOwnWhereTheOperatorSaysSo() {
        assertThat(Delegation.isInPerson(List.of("acme"))).isFalse();
        assertThat(Delegation.isInPerson(List.of("acme", "password"), Set.of("acme")))
                .isTrue();
        assertThat(Delegation.isInPerson(List.of("acme", "oauth1"), Set.of("acme")))
                .isFalse();
        assertThat(Delegation.isInPerson(List.of(), Set.of("acme"))).isFalse();
    }

    @Test
    void theMarkOfSignedRequestsNeverIs() {
        assertThat(Delegation.isInPerson(List.of("ec2credential"), Set.of("ec2credential")))
                .isFalse();
        assertThat(Delegation.isInPerson(List.of("oauth2_credential"))).isFalse();
    }
}
