"""What happens, as it happens (docs/live.md)."""
