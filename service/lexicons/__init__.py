"""What is known of each language and of institutions, as data."""
