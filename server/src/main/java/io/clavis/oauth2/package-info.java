/** Access tokens of OAuth 2.0 (RFC 6749) for application credentials: {@code /v3/OS-OAUTH2/token}. */
@NullMarked
package io.clavis.oauth2;

import org.jspecify.annotations.NullMarked;
