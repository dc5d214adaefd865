/** X.509 certificates of clients, told in the words of web servers. */
@NullMarked
package io.clavis.crypto.certificate;

import org.jspecify.annotations.NullMarked;
