/** The payloads of Fernet tokens and receipts, byte for byte as upstream writes them. */
@NullMarked
package io.clavis.crypto.token;

import org.jspecify.annotations.NullMarked;
