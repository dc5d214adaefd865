/**
 * The API of a Keystone that runs, asked as its administrator or as one of its users: what is found, made, changed and
 * removed there on behalf of resources.
 */
@NullMarked
package io.clavis.operator.identity;

import org.jspecify.annotations.NullMarked;
