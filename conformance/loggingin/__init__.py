"""The parts of conformance/logins: the clients, and what each does."""
