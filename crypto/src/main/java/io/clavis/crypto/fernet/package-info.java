/** The Fernet envelope: encryption, authentication and issue time of tokens, receipts and credentials. */
@NullMarked
package io.clavis.crypto.fernet;

import org.jspecify.annotations.NullMarked;
