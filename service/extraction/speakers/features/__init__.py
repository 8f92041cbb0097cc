"""What is known of each candidate for whom a mention means, as named numbers."""
