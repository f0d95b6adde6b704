"""Talking to one Qubic node. What a node says is a claim: unsigned, and before the network has agreed on it."""
