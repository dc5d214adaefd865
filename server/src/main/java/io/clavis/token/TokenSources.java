package io.clavis.token;

import io.clavis.applicationcredential.ApplicationCredentials;
import io.clavis.assignment.Assignments;
import io.clavis.catalog.Catalog;
import io.clavis.federation.ServiceProviders;
import io.clavis.identity.Users;
import io.clavis.oauth1.AccessTokens;
import io.clavis.resource.Projects;
import io.clavis.trust.Trusts;

/** The capabilities that say what the ids in a token stand for. */
public record TokenSources(
        Users users,
        Projects projects,
        Assignments assignments,
        ApplicationCredentials applicationCredentials,
        AccessTokens accessTokens,
        Trusts trusts,
        Catalog catalog,
        ServiceProviders serviceProviders,
        FederationSources federation) {}
