"""Reliability under load, faults and hostile requests: what takes too long for the tests."""
