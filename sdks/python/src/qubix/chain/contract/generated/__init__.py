"""What is made from the contract's layout by scripts/write-contract.ts."""
