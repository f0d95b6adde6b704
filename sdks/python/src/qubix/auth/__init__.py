"""Ways to say who asks: API keys, sessions, signed requests."""
