"""What is remembered: the database, the vault, and the keys that seal both."""
