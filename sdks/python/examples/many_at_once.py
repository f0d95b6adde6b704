"""Runs many jobs side by side with the asynchronous client.

Needs a local network (`npm start`).
"""

import asyncio
from pathlib import Path

from qubix import AsyncQubix

PROGRAM = Path(__file__).resolve().parents[3] / "examples/dist/endurance.wasm"


async def main() -> None:
    """Five jobs, as many as there are places for at once."""
    async with AsyncQubix() as client:
        results = await asyncio.gather(*(client.run_wasm(PROGRAM, args=[str(n)]) for n in range(1, 6)))
        for result in results:
            print(result.job.key[:8], result.outcome, result.attempt)
        print(await client.wallet.balance(), "QU are left")


if __name__ == "__main__":
    asyncio.run(main())
