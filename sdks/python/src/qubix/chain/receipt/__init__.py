"""Checking a job's receipt against the chain, without asking the hub."""
