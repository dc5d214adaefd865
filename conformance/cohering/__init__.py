"""What conformance/coherence is made of: histories and their checker, the subjects, the threads, the disturbances."""
