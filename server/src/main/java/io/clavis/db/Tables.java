package io.clavis.db;

/** Every table of upstream's schema and ours, under its own name. */
public final class Tables {
    private Tables() {}

    // Users, groups and their names in other places.
    public static final IdentityTables.User USER = new IdentityTables.User();
    public static final IdentityTables.LocalUser LOCAL_USER = new IdentityTables.LocalUser();
    public static final IdentityTables.NonlocalUser NONLOCAL_USER = new IdentityTables.NonlocalUser();
    public static final IdentityTables.FederatedUser FEDERATED_USER = new IdentityTables.FederatedUser();
    public static final IdentityTables.Password PASSWORD = new IdentityTables.Password();
    public static final IdentityTables.UserOption USER_OPTION = new IdentityTables.UserOption();
    public static final IdentityTables.Group GROUP = new IdentityTables.Group();
    public static final IdentityTables.UserGroupMembership USER_GROUP_MEMBERSHIP =
            new IdentityTables.UserGroupMembership();
    public static final IdentityTables.ExpiringUserGroupMembership EXPIRING_USER_GROUP_MEMBERSHIP =
            new IdentityTables.ExpiringUserGroupMembership();
    public static final IdentityTables.IdMapping ID_MAPPING = new IdentityTables.IdMapping();

    // Domains and projects.
    public static final ResourceTables.Project PROJECT = new ResourceTables.Project();
    public static final ResourceTables.ProjectOption PROJECT_OPTION = new ResourceTables.ProjectOption();
    public static final ResourceTables.ProjectTag PROJECT_TAG = new ResourceTables.ProjectTag();

    // Roles and who holds them where.
    public static final AssignmentTables.Role ROLE = new AssignmentTables.Role();
    public static final AssignmentTables.RoleOption ROLE_OPTION = new AssignmentTables.RoleOption();
    public static final AssignmentTables.ImpliedRole IMPLIED_ROLE = new AssignmentTables.ImpliedRole();
    public static final AssignmentTables.Assignment ASSIGNMENT = new AssignmentTables.Assignment();
    public static final AssignmentTables.SystemAssignment SYSTEM_ASSIGNMENT = new AssignmentTables.SystemAssignment();

    // Regions, services, endpoints and what narrows them.
    public static final CatalogTables.Region REGION = new CatalogTables.Region();
    public static final CatalogTables.Service SERVICE = new CatalogTables.Service();
    public static final CatalogTables.Endpoint ENDPOINT = new CatalogTables.Endpoint();
    public static final CatalogTables.EndpointGroup ENDPOINT_GROUP = new CatalogTables.EndpointGroup();
    public static final CatalogTables.ProjectEndpoint PROJECT_ENDPOINT = new CatalogTables.ProjectEndpoint();
    public static final CatalogTables.ProjectEndpointGroup PROJECT_ENDPOINT_GROUP =
            new CatalogTables.ProjectEndpointGroup();
    public static final CatalogTables.Policy POLICY = new CatalogTables.Policy();
    public static final CatalogTables.PolicyAssociation POLICY_ASSOCIATION = new CatalogTables.PolicyAssociation();

    // Credentials, application credentials, trusts and revocations.
    public static final CredentialTables.Credential CREDENTIAL = new CredentialTables.Credential();
    public static final CredentialTables.ApplicationCredential APPLICATION_CREDENTIAL =
            new CredentialTables.ApplicationCredential();
    public static final CredentialTables.ApplicationCredentialRole APPLICATION_CREDENTIAL_ROLE =
            new CredentialTables.ApplicationCredentialRole();
    public static final CredentialTables.ApplicationCredentialAccessRule APPLICATION_CREDENTIAL_ACCESS_RULE =
            new CredentialTables.ApplicationCredentialAccessRule();
    public static final CredentialTables.AccessRule ACCESS_RULE = new CredentialTables.AccessRule();
    public static final CredentialTables.Trust TRUST = new CredentialTables.Trust();
    public static final CredentialTables.TrustRole TRUST_ROLE = new CredentialTables.TrustRole();
    public static final CredentialTables.Token TOKEN = new CredentialTables.Token();
    public static final CredentialTables.RevocationEvent REVOCATION_EVENT = new CredentialTables.RevocationEvent();

    // Identity providers, mappings, protocols, service providers and OAuth 1.
    public static final FederationTables.IdentityProvider IDENTITY_PROVIDER = new FederationTables.IdentityProvider();
    public static final FederationTables.IdpRemoteIds IDP_REMOTE_IDS = new FederationTables.IdpRemoteIds();
    public static final FederationTables.Mapping MAPPING = new FederationTables.Mapping();
    public static final FederationTables.FederationProtocol FEDERATION_PROTOCOL =
            new FederationTables.FederationProtocol();
    public static final FederationTables.ServiceProvider SERVICE_PROVIDER = new FederationTables.ServiceProvider();
    public static final FederationTables.Consumer CONSUMER = new FederationTables.Consumer();
    public static final FederationTables.RequestToken REQUEST_TOKEN = new FederationTables.RequestToken();
    public static final FederationTables.AccessToken ACCESS_TOKEN = new FederationTables.AccessToken();

    // Limits and domain configuration.
    public static final SettingTables.RegisteredLimit REGISTERED_LIMIT = new SettingTables.RegisteredLimit();
    public static final SettingTables.Limit LIMIT = new SettingTables.Limit();
    public static final SettingTables.WhitelistedConfig WHITELISTED_CONFIG = new SettingTables.WhitelistedConfig();
    public static final SettingTables.SensitiveConfig SENSITIVE_CONFIG = new SettingTables.SensitiveConfig();
    public static final SettingTables.ConfigRegister CONFIG_REGISTER = new SettingTables.ConfigRegister();

    // Ours, beside upstream's.
    public static final ChangeTables.ClavisChange CLAVIS_CHANGE = new ChangeTables.ClavisChange();
    public static final ChangeTables.ClavisChangeSequence CLAVIS_CHANGE_SEQUENCE =
            new ChangeTables.ClavisChangeSequence();
    public static final ChangeTables.ClavisNode CLAVIS_NODE = new ChangeTables.ClavisNode();
    public static final ChangeTables.ClavisUsed CLAVIS_USED = new ChangeTables.ClavisUsed();
    public static final KeyTables.ClavisKey CLAVIS_KEY = new KeyTables.ClavisKey();
    public static final KeyTables.ClavisKeyConfirmation CLAVIS_KEY_CONFIRMATION = new KeyTables.ClavisKeyConfirmation();
}
