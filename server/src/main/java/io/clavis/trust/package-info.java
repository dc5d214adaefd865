/** Trusts: what a user hands on of their roles on a project to another user, who may hand it on further. */
@NullMarked
package io.clavis.trust;

import org.jspecify.annotations.NullMarked;
