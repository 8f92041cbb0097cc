"""Questions to the tree: phrases, subjects, inversion, incises, verb groups.  They change nothing."""
