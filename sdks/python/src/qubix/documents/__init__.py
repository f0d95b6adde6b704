"""What hubs answer, typed."""
