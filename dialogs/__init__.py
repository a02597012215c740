"""What the assistant asks, knows and says: pure functions over values."""
