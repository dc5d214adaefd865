"""What conformance/swap is made of: a deployment that two Keystones take turns on, what lies in it, a mixed fleet."""
