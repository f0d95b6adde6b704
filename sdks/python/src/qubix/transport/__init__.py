"""HTTP to hubs: addresses, requests, repeats, live channels."""
