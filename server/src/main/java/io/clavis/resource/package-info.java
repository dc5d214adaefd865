/** Domains and projects: both are rows of table project, a domain being a project that acts as one. */
@NullMarked
package io.clavis.resource;

import org.jspecify.annotations.NullMarked;
