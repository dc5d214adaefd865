/** Tokens for signed requests of the EC2 and S3 APIs: {@code /v3/ec2tokens} and {@code /v3/s3tokens}. */
@NullMarked
package io.clavis.ec2token;

import org.jspecify.annotations.NullMarked;
