"""What is known of a quotation and of each candidate speaker, as named numbers for the learned choice."""
