"""What a client offers: one class for each kind of thing."""
