"""Reporting frames: the words that say that somebody said something, each with its speaker."""
