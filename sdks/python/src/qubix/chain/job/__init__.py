"""Jobs as transactions: creating, topping up, and acting on them."""
