"""Questions asked of the tree: phrases, nouns, clauses, subjects, inversion, incises; nothing is changed."""
