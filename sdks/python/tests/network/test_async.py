"""The asynchronous client on a real network, under asyncio and trio."""

from __future__ import annotations

import anyio
import pytest

from qubix import AsyncQubix
from qubix.errors import QubixError

from .conftest import REPOSITORY, LocalNetwork

pytestmark = pytest.mark.network
PROGRAM = REPOSITORY / "examples/dist/endurance.wasm"


# httpx leaves generators of its own to the garbage collector when a stream is closed early; trio tells.
@pytest.mark.filterwarnings("ignore:Async generator 'httpcore:ResourceWarning")
@pytest.mark.filterwarnings("ignore:Async generator 'httpx:ResourceWarning")
@pytest.mark.filterwarnings("ignore:Exception ignored in. <async_generator:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_jobs_side_by_side(network: LocalNetwork, backend: str) -> None:
    async def main() -> None:
        ended: list[str] = []
        async with AsyncQubix(hub=network.hub, seed=network.seed) as client:

            async def one(number: int) -> None:
                job = await client.jobs.submit(wasm=PROGRAM, args=[str(number)], name=f"async {number}")
                assert [line.text async for line in client.jobs.logs(job.key, follow=True)]
                ended.append((await client.jobs.wait(job.key, timeout=120)).close_reason or "")

            async with anyio.create_task_group() as tasks:
                for number in (1, 2, 3):
                    tasks.start_soon(one, number)
            names = [job.name async for job in client.jobs.list(mine=True, search="async")]
            assert {"async 1", "async 2", "async 3"} <= set(names)
            assert await client.wallet.balance() > 0
            with pytest.raises(QubixError):
                await client.jobs.get("00" * 32)
        assert ended == ["unchallenged"] * 3

    anyio.run(main, backend=backend)


def test_a_wait_can_be_cancelled(network: LocalNetwork) -> None:
    async def main() -> None:
        async with AsyncQubix(hub=network.hub, seed=network.seed) as client:
            job = await client.jobs.submit(wasm=PROGRAM, args=["1"], region="nowhere")
            with anyio.move_on_after(1) as scope:
                await client.jobs.wait(job.key)
            assert scope.cancelled_caught
            await client.jobs.cancel(job.key)
            assert (await client.jobs.wait(job.key, timeout=60)).close_reason == "cancelled"

    anyio.run(main)
