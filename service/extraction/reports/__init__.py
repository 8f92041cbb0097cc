"""What a frame reports: the clause around a quotation, and reported speech without marks."""
