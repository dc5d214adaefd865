/** What listens to the API server and runs the pipeline, and the program around it. */
@NullMarked
package io.clavis.operator.controller;

import org.jspecify.annotations.NullMarked;
