"""What is known of each candidate of a mention, as named numbers."""
