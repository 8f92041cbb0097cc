"""Questions to the tree: phrases, nouns, clauses, subjects, inversion, incises.  They change nothing."""
