/** Credentials: encrypted blobs that belong to users, of any type; EC2 keys among them. */
@NullMarked
package io.clavis.credential;

import org.jspecify.annotations.NullMarked;
