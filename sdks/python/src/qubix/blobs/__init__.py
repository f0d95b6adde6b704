"""Bytes under their SHA-256: up and down, in parts, checked."""
