package io.clavis.composition;

import static org.assertj.core.api.Assertions.assertThat;

import io.clavis.db.EveryDatabase;
import io.clavis.db.TestDatabase;
import io.clavis.http.TestClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is deleted leaves no endpoint filter and no policy association behind. */
@EveryDatabase
class AssociationDeletionTest {
    private final Cloud cloud;
    private final TestClient http;
    private final String admin;
    private final String service;
    private final String endpoint;
    private final String policy;
    private final String project;

    AssociationDeletionTest(TestDatabase database) {
        cloud = Cloud.start(database);
        http = cloud.client();
        admin = cloud.admin();
        service = cloud.create("/v3/services", "service", "'type':'compute'");
        cloud.create("/v3/regions", "region", "'id':'country'");
        cloud.create("/v3/regions", "region", "'id':'city','parent_region_id':'country'");
        endpoint = cloud.create(
                "/v3/endpoints", "endpoint", "'interface':'public','url':'http://x/','service_id':'" + service + "'");
        policy = cloud.create("/v3/policies", "policy", "'type':'text/plain','blob':'all'");
        project = cloud.create("/v3/projects", "project", "'name':'blue'");
        associate("/endpoints/" + endpoint);
        associate("/services/" + service);
        associate("/services/" + service + "/regions/city");
        http.put(admin, "/v3/OS-EP-FILTER/projects/" + project + "/endpoints/" + endpoint)
                .expect(204);
        var group = cloud.create(
                "/v3/OS-EP-FILTER/endpoint_groups", "endpoint_group", "'name':'g','filters':{'interface':'public'}");
        http.put(admin, "/v3/OS-EP-FILTER/endpoint_groups/" + group + "/projects/" + project)
                .expect(204);
    }

    private void associate(String subject) {
        http.put(admin, "/v3/policies/" + policy + "/OS-ENDPOINT-POLICY" + subject)
                .expect(204);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    @Test
    void anEndpointTakesItsAssociationsWithIt() {
        http.delete(admin, "/v3/endpoints/" + endpoint).expect(204);
        assertThat(cloud.traces(endpoint)).isEmpty();
    }

    @Test
    void aServiceTakesThoseOfItsEndpointsToo() {
        http.delete(admin, "/v3/services/" + service).expect(204);
        assertThat(cloud.traces(service)).isEmpty();
        assertThat(cloud.traces(endpoint)).isEmpty();
    }

    @Test
    void aRegionTakesThoseOfTheRegionsBelowIt() {
        http.delete(admin, "/v3/regions/country").expect(204);
        assertThat(cloud.traces("city")).isEmpty();
    }

    @Test
    void aPolicyAndAProjectTakeTheirs() {
        http.delete(admin, "/v3/policies/" + policy).expect(204);
        assertThat(cloud.traces(policy)).isEmpty();
        http.delete(admin, "/v3/projects/" + project).expect(204);
        assertThat(cloud.traces(project)).isEmpty();
    }

    @Test
    void aDomainTakesThoseOfItsProjects() {
        var domain = cloud.create("/v3/domains", "domain", "'name':'d'");
        var inside = cloud.create("/v3/projects", "project", "'name':'p','domain_id':'" + domain + "'");
        for (var id : new String[] {domain, inside}) {
            http.put(admin, "/v3/OS-EP-FILTER/projects/" + id + "/endpoints/" + endpoint)
                    .expect(204);
        }
        http.patch(admin, "/v3/domains/" + domain, "{'domain':{'enabled':false}}")
                .expect(200);
        http.delete(admin, "/v3/domains/" + domain).expect(204);
        assertThat(cloud.traces(domain)).isEmpty();
        assertThat(cloud.traces(inside)).isEmpty();
    }
}
