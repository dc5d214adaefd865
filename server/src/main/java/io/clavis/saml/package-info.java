/** SAML 2.0, as an identity provider for other Keystones: signed assertions for the holders of tokens, and our metadata. */
@NullMarked
package io.clavis.saml;

import org.jspecify.annotations.NullMarked;
