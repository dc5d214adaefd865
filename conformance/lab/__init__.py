"""What the scripts of conformance/ and benchmarks/ share: a client, a tally, private servers. Standard library only."""
