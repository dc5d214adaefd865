@NullMarked
package io.clavis.config;

import org.jspecify.annotations.NullMarked;
