/**
 * OAuth 2.0: access tokens for application credentials (RFC 6749, {@code /v3/OS-OAUTH2/token}), and introspection of
 * tokens (RFC 7662).
 */
@NullMarked
package io.clavis.oauth2;

import org.jspecify.annotations.NullMarked;
