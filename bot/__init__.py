"""The running program: everything with input and output."""
