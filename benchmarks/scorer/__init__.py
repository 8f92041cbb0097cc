"""The scorer, as it was given: its first lines define every measure, and nothing here changes one."""
