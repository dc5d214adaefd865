/** OS-FEDERATION: who vouches for users (identity providers, protocols, mappings) and whom we vouch to (service providers). */
@NullMarked
package io.clavis.federation;

import org.jspecify.annotations.NullMarked;
