/** Policy files that services fetch, and which endpoint a policy is for (OS-ENDPOINT-POLICY). */
@NullMarked
package io.clavis.endpointpolicy;

import org.jspecify.annotations.NullMarked;
