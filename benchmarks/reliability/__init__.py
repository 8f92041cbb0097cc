"""Reliability under load, faults and hostile requests: runs that take too long for the tests."""
